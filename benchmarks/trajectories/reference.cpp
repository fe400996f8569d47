// The same flights in C++: Runge and Kutta's fourth order, steps of one length, each missile by itself.
//
// Written as one would write it by hand and let the compiler do the rest. It shares no line with the package;
// batched.cpp flies eight missiles abreast. Built by measure.py into a library that measure.py loads.

#include <algorithm>
#include <cmath>

#include "tables.hpp"

namespace {

struct State {
  double x, y, z, vx, vy, vz;
};

State operator+(const State& a, const State& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z, a.vx + b.vx, a.vy + b.vy, a.vz + b.vz};
}

State operator*(double h, const State& a) {
  return {h * a.x, h * a.y, h * a.z, h * a.vx, h * a.vy, h * a.vz};
}

struct Up {
  double height, x, y, z;
};

Up up_at(double x, double y, double z, const Earth& earth) {
  const double b = earth.radius * std::sqrt(1.0 - earth.e2);
  const double p = std::hypot(x, y);
  const double size = std::hypot(z * earth.radius, p * b);
  const double sb = z * earth.radius / size, cb = p * b / size;
  const double over = z + earth.e2 / (1.0 - earth.e2) * b * sb * sb * sb;
  const double along = p - earth.e2 * earth.radius * cb * cb * cb;
  const double length = std::sqrt(over * over + along * along);
  const double s = over / length, c = along / length;
  const double height = p * c + z * s - earth.radius * std::sqrt(1.0 - earth.e2 * s * s);
  return {height, c * x / p, c * y / p, s};
}

struct Air {
  double density, pressure, sound;
};

Air air_at(double height, const Atmosphere& air) {
  if (height >= LAYERS_TOP) {
    const double sound = std::sqrt(1.4 * GAS * COLD);
    if (height >= 1e6) return {0.0, 0.0, sound};
    const double* next = std::upper_bound(air.high, air.high + HIGH, height);
    const long k = std::min<long>(next - air.high - 1, HIGH - 2);
    const double share = (height - air.high[k]) / (air.high[k + 1] - air.high[k]);
    return {std::exp(air.log_density[k] + share * (air.log_density[k + 1] - air.log_density[k])), 0.0, sound};
  }
  const double level = AIR_RADIUS * height / (AIR_RADIUS + height);
  int k = 0;
  while (k < LAYERS - 1 && level >= air.base[k + 1]) ++k;
  const double temperature = air.temperature[k] + air.lapse[k] * (level - air.base[k]);
  double pressure;
  if (air.lapse[k] == 0.0)
    pressure = air.pressure[k] * std::exp(-G0 * (level - air.base[k]) / (GAS * air.temperature[k]));
  else
    pressure = air.pressure[k] * std::pow(air.temperature[k] / temperature, G0 / (GAS * air.lapse[k]));
  return {pressure / (GAS * temperature), pressure, std::sqrt(1.4 * GAS * temperature)};
}

double drag_at(double mach, const Drag& drag) {
  if (mach <= drag.mach[0]) return drag.value[0];
  for (int k = 0; k + 1 < drag.count; ++k)
    if (mach < drag.mach[k + 1])
      return drag.value[k] + (mach - drag.mach[k]) / (drag.mach[k + 1] - drag.mach[k]) * (drag.value[k + 1] - drag.value[k]);
  return drag.value[drag.count - 1];
}

struct Missile {
  const Earth& earth;
  const Atmosphere& air;
  const Drag& drag;
  double normal[3];
  double kick;
};

State slope(double elapsed, const State& s, const Segment& segment, const Missile& m) {
  const Earth& earth = m.earth;
  const double r2 = s.x * s.x + s.y * s.y + s.z * s.z;
  const double pull = -earth.mu / (r2 * std::sqrt(r2));
  const double share = 1.5 * earth.j2 * earth.j2_radius * earth.j2_radius / r2, polar = 5.0 * s.z * s.z / r2;
  const double flat = pull * (1.0 + share * (1.0 - polar));
  const double gx = flat * s.x, gy = flat * s.y, gz = pull * (1.0 + share * (3.0 - polar)) * s.z;
  double ax = gx, ay = gy, az = gz;
  const bool powered = segment.thrust > 0.0;
  const Up up = up_at(s.x, s.y, s.z, earth);
  if (powered || up.height < 1e6) {
    const Air air = air_at(up.height, m.air);
    const double vx = s.vx + earth.rate * s.y, vy = s.vy - earth.rate * s.x, vz = s.vz;
    const double speed = std::sqrt(vx * vx + vy * vy + vz * vz);
    const double mass = segment.mass - segment.flow * elapsed;
    const double area = segment.by_area ? segment.area * drag_at(speed / air.sound, m.drag) / mass : 1.0 / segment.ballistic;
    const double slows = -0.5 * air.density * speed * area;
    ax += slows * vx, ay += slows * vy, az += slows * vz;
    if (powered) {
      const double push = std::max(segment.thrust - air.pressure * segment.exit_area, 0.0) / mass;
      double tx = up.x, ty = up.y, tz = up.z;
      if (segment.rule == VERTICAL) {
        const double wx = gx + earth.rate * earth.rate * s.x, wy = gy + earth.rate * earth.rate * s.y;
        const double size = -std::sqrt(wx * wx + wy * wy + gz * gz);
        tx = wx / size, ty = wy / size, tz = gz / size;
      } else if (speed >= 1.0) {
        const double dx = vx / speed, dy = vy / speed, dz = vz / speed;
        tx = dx, ty = dy, tz = dz;
        if (segment.rule == KICK) {
          const double c = std::cos(m.kick), t = std::sin(m.kick);
          const double *n = m.normal;
          const double aside = (1.0 - c) * (n[0] * dx + n[1] * dy + n[2] * dz);
          tx = c * dx - t * (n[1] * dz - n[2] * dy) + aside * n[0];
          ty = c * dy - t * (n[2] * dx - n[0] * dz) + aside * n[1];
          tz = c * dz - t * (n[0] * dy - n[1] * dx) + aside * n[2];
        }
      }
      ax += push * tx, ay += push * ty, az += push * tz;
    }
  }
  return {s.vx, s.vy, s.vz, ax, ay, az};
}

void fly(const Problem& problem, long flight) {
  Missile m{problem.earth, problem.air, problem.drag, {}, problem.kick[flight]};
  double start[6];
  lift_off(problem, flight, start, m.normal);
  State s{start[0], start[1], start[2], start[3], start[4], start[5]};
  for (const Segment& segment : problem.segments) {
    const long steps = steps_of(segment.duration, problem.step);
    for (long step = 0; step < steps; ++step) {
      const double t = problem.step * step, h = std::min(problem.step, segment.duration - t);
      const State a = slope(t, s, segment, m);
      const State b = slope(t + 0.5 * h, s + 0.5 * h * a, segment, m);
      const State c = slope(t + 0.5 * h, s + 0.5 * h * b, segment, m);
      const State d = slope(t + h, s + h * c, segment, m);
      s = s + h / 6.0 * (a + 2.0 * b + 2.0 * c + d);
    }
  }
  const double end[6] = {s.x, s.y, s.z, s.vx, s.vy, s.vz};
  std::copy(end, end + 6, problem.out + 6 * flight);
}

}  // namespace

extern "C" void fly_all(const double* earth, const double* segments, long rows, const double* drag, long points,
                        const double* high, const double* site, const double* azimuth, const double* kick,
                        double step, long flights, long threads,
                        double* out) {
  const Problem problem = problem_of(earth, segments, rows, drag, points, high, site, azimuth, kick, step, out);
  in_threads(flights, 8, threads, [&](long first, long last) {
    for (long flight = first; flight < last; ++flight) fly(problem, flight);
  });
}
