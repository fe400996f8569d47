// What both C++ references are given, and what neither is timed for.

#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

constexpr double G0 = 9.80665, GAS = 8314.32 / 28.9644, AIR_RADIUS = 6356766.0, LAYERS_TOP = 86e3, COLD = 186.87;
constexpr int LAYERS = 7, HIGH = 40;
enum Rule { VERTICAL = 0, ALONG = 1, KICK = 3 };

struct Earth {
  double mu, j2, radius, e2, rate, j2_radius;
};

struct Segment {
  double duration, mass, flow, thrust, exit_area, area, ballistic;
  int rule;
  bool by_area;
};

struct Drag {
  const double *mach, *value;
  int count;
};

struct Atmosphere {  // U.S. Standard Atmosphere 1976
  double base[LAYERS] = {0, 11e3, 20e3, 32e3, 47e3, 51e3, 71e3};
  double lapse[LAYERS] = {-6.5e-3, 0, 1e-3, 2.8e-3, 0, -2.8e-3, -2e-3};
  double temperature[LAYERS], pressure[LAYERS];
  double high[HIGH], log_density[HIGH];
  int above[915];  // which of the high points lies at or below each whole kilometre from 86
};

struct Problem {
  Earth earth;
  Atmosphere air;
  Drag drag;
  std::vector<Segment> segments;
  const double *site, *azimuth, *kick;
  double step;  // [s]
  double* out;
};

inline Atmosphere atmosphere(const double* high) {
  Atmosphere air;
  air.temperature[0] = 288.15, air.pressure[0] = 101325.0;
  for (int k = 0; k + 1 < LAYERS; ++k) {
    const double rise = air.base[k + 1] - air.base[k], here = air.temperature[k], above = here + air.lapse[k] * rise;
    const double falls = air.lapse[k] == 0.0 ? std::exp(-G0 * rise / (GAS * here))
                                             : std::pow(here / above, G0 / (GAS * air.lapse[k]));
    air.temperature[k + 1] = above, air.pressure[k + 1] = air.pressure[k] * falls;
  }
  for (int k = 0; k < HIGH; ++k) air.high[k] = high[2 * k], air.log_density[k] = high[2 * k + 1];
  for (int km = 0, k = 0; km < 915; ++km) {
    while (k + 2 < HIGH && air.high[k + 1] <= 1e3 * (km + 86)) ++k;
    air.above[km] = k;
  }
  return air;
}

inline Problem problem_of(const double* earth, const double* segments, long rows, const double* drag, long points,
                          const double* high, const double* site, const double* azimuth, const double* kick,
                          double step, double* out) {
  Problem problem{{earth[0], earth[1], earth[2], earth[3], earth[4], earth[5]},
                  atmosphere(high),
                  {drag, drag + points, static_cast<int>(points)},
                  {},
                  site,
                  azimuth,
                  kick,
                  step,
                  out};
  for (long row = 0; row < rows; ++row) {
    const double* s = segments + 9 * row;
    problem.segments.push_back({s[0], s[1], s[2], s[3], s[4], s[5], s[6], static_cast<int>(s[7]), s[8] == 1.0});
  }
  return problem;
}

// At rest on the ground, with the normal of the plane of launch: forward cross up.
inline void lift_off(const Problem& problem, long flight, double* state, double* normal) {
  const Earth& earth = problem.earth;
  const double *at = problem.site + 3 * flight, azimuth = problem.azimuth[flight];
  const double across = std::hypot(at[0], at[1]), latitude = std::atan2(at[2], across * (1.0 - earth.e2));
  const double sl = at[1] / across, cl = at[0] / across, sb = std::sin(latitude), cb = std::cos(latitude);
  const double s = std::sin(azimuth), c = std::cos(azimuth);
  const double up[3] = {cb * cl, cb * sl, sb};
  const double forward[3] = {-s * sl - c * sb * cl, s * cl - c * sb * sl, c * cb};
  const double begin[6] = {at[0], at[1], at[2], -earth.rate * at[1], earth.rate * at[0], 0.0};
  std::copy(begin, begin + 6, state);
  for (int k = 0; k < 3; ++k)
    normal[k] = forward[(k + 1) % 3] * up[(k + 2) % 3] - forward[(k + 2) % 3] * up[(k + 1) % 3];
}

inline long steps_of(double duration, double step) { return static_cast<long>(std::ceil(duration / step - 1e-9)); }

template <typename Work>
void in_threads(long count, long chunk, long threads, const Work& work) {
  std::atomic<long> next{0};
  const auto take = [&] {
    for (long first; (first = next.fetch_add(chunk)) < count;) work(first, std::min(first + chunk, count));
  };
  std::vector<std::thread> others;
  for (long k = 1; k < threads; ++k) others.emplace_back(take);
  take();
  for (std::thread& other : others) other.join();
}
