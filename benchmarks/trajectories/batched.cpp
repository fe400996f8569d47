// The same flights in C++, vectorised by hand: eight missiles abreast, one array a component, no branch that
// one of the eight could take alone. The loops over the eight are what the compiler turns into vectors.

#include <algorithm>
#include <cmath>

#include "tables.hpp"

namespace {

constexpr int WIDE = 8;

struct Lanes {
  alignas(64) double at[WIDE];
  double& operator[](int k) { return at[k]; }
  double operator[](int k) const { return at[k]; }
};

struct States {
  Lanes x, y, z, vx, vy, vz;
};

struct Batch {
  const Problem& problem;
  Lanes nx, ny, nz, sin_kick, cos_kick;
};

struct Airs {
  Lanes density, pressure, sound;
};

inline void air_low(const Atmosphere& air, const Lanes& height, Airs& out) {
#pragma GCC ivdep
  for (int k = 0; k < WIDE; ++k) {
    const double h = std::min(height[k], LAYERS_TOP);
    const double level = AIR_RADIUS * h / (AIR_RADIUS + h);
    int j = 0;
    for (int layer = 1; layer < LAYERS; ++layer) j += level >= air.base[layer] ? 1 : 0;
    const double rise = level - air.base[j], foot = air.temperature[j], lapse = air.lapse[j];
    const double temperature = foot + lapse * rise;
    const double level_fall = -G0 * rise / (GAS * foot);
    const double sloped_fall = G0 / (GAS * (lapse == 0.0 ? 1.0 : lapse)) * std::log(foot / temperature);
    const double pressure = air.pressure[j] * std::exp(lapse == 0.0 ? level_fall : sloped_fall);
    out.density[k] = pressure / (GAS * temperature);
    out.pressure[k] = pressure;
    out.sound[k] = std::sqrt(1.4 * GAS * temperature);
  }
}

inline void air_high(const Atmosphere& air, const Lanes& height, Airs& out) {
#pragma GCC ivdep
  for (int k = 0; k < WIDE; ++k) {
    const double h = std::max(std::min(height[k], 1e6), LAYERS_TOP);
    const int j = air.above[std::min(static_cast<int>(h * 1e-3) - 86, 914)];
    const double share = (h - air.high[j]) / (air.high[j + 1] - air.high[j]);
    const double density = std::exp(air.log_density[j] + share * (air.log_density[j + 1] - air.log_density[j]));
    out.density[k] = height[k] < 1e6 ? density : 0.0;
    out.pressure[k] = 0.0;
    out.sound[k] = std::sqrt(1.4 * GAS * COLD);
  }
}

inline void air_of(const Atmosphere& air, const Lanes& height, double lowest, double highest, Airs& out) {
  if (highest < LAYERS_TOP) return air_low(air, height, out);
  air_high(air, height, out);
  if (lowest >= LAYERS_TOP) return;
  Airs low;
  air_low(air, height, low);
  for (int k = 0; k < WIDE; ++k) {
    const bool is_low = height[k] < LAYERS_TOP;
    out.density[k] = is_low ? low.density[k] : out.density[k];
    out.pressure[k] = is_low ? low.pressure[k] : out.pressure[k];
    out.sound[k] = is_low ? low.sound[k] : out.sound[k];
  }
}

void slope(double elapsed, const States& s, const Segment& segment, const Batch& batch, States& out) {
  const Earth& earth = batch.problem.earth;
  const double b = earth.radius * std::sqrt(1.0 - earth.e2);
  const bool powered = segment.thrust > 0.0;
  Lanes height, ux, uy, uz;
#pragma GCC ivdep
  for (int k = 0; k < WIDE; ++k) {
    const double x = s.x[k], y = s.y[k], z = s.z[k];
    const double r2 = x * x + y * y + z * z, inverse = 1.0 / r2;
    const double pull = -earth.mu * inverse * std::sqrt(inverse);
    const double share = 1.5 * earth.j2 * earth.j2_radius * earth.j2_radius * inverse, polar = 5.0 * z * z * inverse;
    const double flat = pull * (1.0 + share * (1.0 - polar));
    out.x[k] = s.vx[k], out.y[k] = s.vy[k], out.z[k] = s.vz[k];
    out.vx[k] = flat * x, out.vy[k] = flat * y, out.vz[k] = pull * (1.0 + share * (3.0 - polar)) * z;
    height[k] = std::sqrt(r2) - earth.radius;  // from the equator's sphere: never above the true height
  }
  double lowest = *std::min_element(height.at, height.at + WIDE);
  if (!powered && lowest >= 1e6) return;
#pragma GCC ivdep
  for (int k = 0; k < WIDE; ++k) {
    const double x = s.x[k], y = s.y[k], z = s.z[k];
    const double p = std::sqrt(x * x + y * y), size = std::sqrt(z * earth.radius * z * earth.radius + p * b * p * b);
    const double sb = z * earth.radius / size, cb = p * b / size;
    const double over = z + earth.e2 / (1.0 - earth.e2) * b * sb * sb * sb;
    const double along = p - earth.e2 * earth.radius * cb * cb * cb;
    const double length = std::sqrt(over * over + along * along), sine = over / length, cosine = along / length;
    height[k] = p * cosine + z * sine - earth.radius * std::sqrt(1.0 - earth.e2 * sine * sine);
    ux[k] = cosine / p * x, uy[k] = cosine / p * y, uz[k] = sine;
  }
  lowest = *std::min_element(height.at, height.at + WIDE);
  Airs air;
  air_of(batch.problem.air, height, lowest, *std::max_element(height.at, height.at + WIDE), air);
  const Drag& drag = batch.problem.drag;
  const double mass = segment.mass - segment.flow * elapsed;
  const int rule = segment.rule;
  Lanes factor, vx, vy, speed;
#pragma GCC ivdep
  for (int k = 0; k < WIDE; ++k) {
    vx[k] = s.vx[k] + earth.rate * s.y[k], vy[k] = s.vy[k] - earth.rate * s.x[k];
    speed[k] = std::sqrt(vx[k] * vx[k] + vy[k] * vy[k] + s.vz[k] * s.vz[k]);
    factor[k] = 1.0 / segment.ballistic;
  }
  if (segment.by_area) {
#pragma GCC ivdep
    for (int k = 0; k < WIDE; ++k) {
      const double mach = std::min(speed[k] / air.sound[k], drag.mach[drag.count - 1]);
      int j = 0;
      for (int point = 1; point + 1 < drag.count; ++point) j += mach >= drag.mach[point] ? 1 : 0;
      const double share = (mach - drag.mach[j]) / (drag.mach[j + 1] - drag.mach[j]);
      factor[k] = segment.area * (drag.value[j] + share * (drag.value[j + 1] - drag.value[j])) / mass;
    }
  }
#pragma GCC ivdep
  for (int k = 0; k < WIDE; ++k) {
    const double slows = -0.5 * air.density[k] * speed[k] * factor[k];
    const double push = std::max(segment.thrust - air.pressure[k] * segment.exit_area, 0.0) / mass;
    const double wx = out.vx[k] + earth.rate * earth.rate * s.x[k], wy = out.vy[k] + earth.rate * earth.rate * s.y[k];
    const double wz = out.vz[k], plumb = -1.0 / std::sqrt(wx * wx + wy * wy + wz * wz);
    const double v = std::max(speed[k], 1e-9), dx = vx[k] / v, dy = vy[k] / v, dz = s.vz[k] / v;
    const double c = rule == KICK ? batch.cos_kick[k] : 1.0, t = rule == KICK ? batch.sin_kick[k] : 0.0;
    const double nx = batch.nx[k], ny = batch.ny[k], nz = batch.nz[k];
    const double aside = (1.0 - c) * (nx * dx + ny * dy + nz * dz);
    double tx = c * dx - t * (ny * dz - nz * dy) + aside * nx;
    double ty = c * dy - t * (nz * dx - nx * dz) + aside * ny;
    double tz = c * dz - t * (nx * dy - ny * dx) + aside * nz;
    const bool slow = speed[k] < 1.0, vertical = rule == VERTICAL;
    tx = vertical ? plumb * wx : slow ? ux[k] : tx;
    ty = vertical ? plumb * wy : slow ? uy[k] : ty;
    tz = vertical ? plumb * wz : slow ? uz[k] : tz;
    out.vx[k] += slows * vx[k] + (powered ? push * tx : 0.0);
    out.vy[k] += slows * vy[k] + (powered ? push * ty : 0.0);
    out.vz[k] += slows * s.vz[k] + (powered ? push * tz : 0.0);
  }
}

// Six components of eight lanes as one row of numbers.
constexpr int ALL = 6 * WIDE;
double* row(States& s) { return s.x.at; }

void fly(const Problem& problem, long first, long last) {
  Batch batch{problem, {}, {}, {}, {}, {}};
  States s, at, a, b, c, d;
  for (int k = 0; k < WIDE; ++k) {
    const long flight = std::min(first + k, last - 1);
    double state[6], normal[3];
    lift_off(problem, flight, state, normal);
    for (int part = 0; part < 6; ++part) row(s)[part * WIDE + k] = state[part];
    batch.nx[k] = normal[0], batch.ny[k] = normal[1], batch.nz[k] = normal[2];
    batch.sin_kick[k] = std::sin(problem.kick[flight]), batch.cos_kick[k] = std::cos(problem.kick[flight]);
  }
  for (const Segment& segment : problem.segments) {
    const long steps = steps_of(segment.duration, problem.step);
    for (long step = 0; step < steps; ++step) {
      const double t = problem.step * step, h = std::min(problem.step, segment.duration - t);
      slope(t, s, segment, batch, a);
      for (int k = 0; k < ALL; ++k) row(at)[k] = row(s)[k] + 0.5 * h * row(a)[k];
      slope(t + 0.5 * h, at, segment, batch, b);
      for (int k = 0; k < ALL; ++k) row(at)[k] = row(s)[k] + 0.5 * h * row(b)[k];
      slope(t + 0.5 * h, at, segment, batch, c);
      for (int k = 0; k < ALL; ++k) row(at)[k] = row(s)[k] + h * row(c)[k];
      slope(t + h, at, segment, batch, d);
      for (int k = 0; k < ALL; ++k)
        row(s)[k] += h / 6.0 * (row(a)[k] + 2.0 * row(b)[k] + 2.0 * row(c)[k] + row(d)[k]);
    }
  }
  for (long flight = first; flight < last; ++flight)
    for (int part = 0; part < 6; ++part) problem.out[6 * flight + part] = row(s)[part * WIDE + flight - first];
}

}  // namespace

extern "C" void fly_all(const double* earth, const double* segments, long rows, const double* drag, long points,
                        const double* high, const double* site, const double* azimuth, const double* kick,
                        double step, long flights, long threads,
                        double* out) {
  const Problem problem = problem_of(earth, segments, rows, drag, points, high, site, azimuth, kick, step, out);
  in_threads(flights, WIDE, threads, [&](long first, long last) { fly(problem, first, last); });
}
