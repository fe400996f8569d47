// Glides as one would write them by hand: all lift, wings level, a sphere that does not turn, the seven layers
// of the standard atmosphere and an exponential above, Runge and Kutta's fourth order with one step length.
// For the benchmark alone: nothing in OpenDome uses it.
#include <cmath>
#include <cstdint>

namespace {
constexpr double MU = 3.986004418e14, RADIUS = 6371000.0, GRAVITY = 9.80665, GAS = 8314.32 / 28.9644;
constexpr double BASE[] = {0, 11e3, 20e3, 32e3, 47e3, 51e3, 71e3};
constexpr double LAPSE[] = {-6.5e-3, 0, 1e-3, 2.8e-3, 0, -2.8e-3, -2e-3};

struct Air {
  double temperature[7], pressure[7];
  Air() {
    temperature[0] = 288.15;
    pressure[0] = 101325.0;
    for (int i = 0; i < 6; ++i) {
      const double rise = BASE[i + 1] - BASE[i];
      temperature[i + 1] = temperature[i] + LAPSE[i] * rise;
      const double falls = LAPSE[i] == 0.0
                               ? std::exp(-GRAVITY * rise / (GAS * temperature[i]))
                               : std::pow(temperature[i] / temperature[i + 1], GRAVITY / (GAS * LAPSE[i]));
      pressure[i + 1] = pressure[i] * falls;
    }
  }
  double density(double height) const {
    if (height >= 86e3) return 6.958e-6 * std::exp(-(height - 86e3) / 5500.0);
    const double level = 6356766.0 * height / (6356766.0 + height);
    int i = 0;
    while (i < 6 && level >= BASE[i + 1]) ++i;
    const double warm = temperature[i] + LAPSE[i] * (level - BASE[i]);
    const double p = LAPSE[i] == 0.0
                         ? pressure[i] * std::exp(-GRAVITY * (level - BASE[i]) / (GAS * temperature[i]))
                         : pressure[i] * std::pow(temperature[i] / warm, GRAVITY / (GAS * LAPSE[i]));
    return p / (GAS * warm);
  }
};
const Air AIR;

void slope(const double* s, double lift, double beta, double* d) {
  const double r = s[0], v = s[2], g = s[3], pull = MU / (r * r);
  const double drag = 0.5 * AIR.density(r - RADIUS) * v * v / beta;
  d[0] = v * std::sin(g);
  d[1] = v * std::cos(g) / r;
  d[2] = -drag - pull * std::sin(g);
  d[3] = (lift * drag - (pull - v * v / r) * std::cos(g)) / v;
}
}  // namespace

// Radius, angle, speed and slope at the start; the same when it falls below `end`, and the steps that took.
extern "C" std::int64_t glides(std::int64_t count, const double* start, const double* lift, double beta,
                               double end, double h, double* out) {
  std::int64_t steps = 0;
  for (std::int64_t n = 0; n < count; ++n) {
    double s[4], k1[4], k2[4], k3[4], k4[4], t[4];
    for (int i = 0; i < 4; ++i) s[i] = start[4 * n + i];
    for (int step = 0; step < 400000; ++step) {
      slope(s, lift[n], beta, k1);
      for (int i = 0; i < 4; ++i) t[i] = s[i] + 0.5 * h * k1[i];
      slope(t, lift[n], beta, k2);
      for (int i = 0; i < 4; ++i) t[i] = s[i] + 0.5 * h * k2[i];
      slope(t, lift[n], beta, k3);
      for (int i = 0; i < 4; ++i) t[i] = s[i] + h * k3[i];
      slope(t, lift[n], beta, k4);
      for (int i = 0; i < 4; ++i) s[i] += h / 6.0 * (k1[i] + 2.0 * (k2[i] + k3[i]) + k4[i]);
      ++steps;
      if (s[0] - RADIUS < end) break;
    }
    for (int i = 0; i < 4; ++i) out[4 * n + i] = s[i];
  }
  return steps;
}
