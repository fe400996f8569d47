// Glides as one would write them by hand: wings level, a sphere that does not turn, the seven layers of the
// standard atmosphere and an exponential above, Runge and Kutta's fourth order with one step length. All lift,
// or as much as an even glide asks.
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
  // Density, and the height over which air thins out by e times the pull: the sound's speed squared over 1.4.
  double density(double height, double* thins) const {
    if (height >= 86e3) {
      *thins = GAS * 186.8673;
      return 6.958e-6 * std::exp(-(height - 86e3) / 5500.0);
    }
    const double level = 6356766.0 * height / (6356766.0 + height);
    int i = 0;
    while (i < 6 && level >= BASE[i + 1]) ++i;
    const double warm = temperature[i] + LAPSE[i] * (level - BASE[i]);
    const double p = LAPSE[i] == 0.0
                         ? pressure[i] * std::exp(-GRAVITY * (level - BASE[i]) / (GAS * temperature[i]))
                         : pressure[i] * std::pow(temperature[i] / warm, GRAVITY / (GAS * LAPSE[i]));
    *thins = GAS * warm;
    return p / (GAS * warm);
  }
};
const Air AIR;

double between(double value, double low, double high) { return std::fmin(std::fmax(value, low), high); }

// Of radius, angle, speed and slope of the path. `even`: as much lift as holds the slope of equilibrium.
void slope(const double* s, double ratio, double beta, bool even, double* d) {
  const double r = s[0], v = s[2], g = s[3], pull = MU / (r * r), c = std::cos(g);
  double thins;
  const double drag = 0.5 * AIR.density(r - RADIUS, &thins) * v * v / beta, most = ratio * drag;
  double lift = most;
  if (even) {
    const double weight = (pull - v * v * c * c / r) * c, fall = thins / pull;
    double aim = -2.0 * pull * fall / (ratio * v * v);
    aim += between(fall * std::log(most / std::fmax(weight, 0.3)) / (v * 40.0), -0.08, 0.08);
    lift = between(weight + v * (aim - g) / 10.0, 0.0, most);
  }
  const double used = lift / most;
  d[0] = v * std::sin(g);
  d[1] = v * c / r;
  d[2] = -0.5 * drag * (1.0 + used * used) - pull * std::sin(g);
  d[3] = (lift - (pull - v * v / r) * c) / v;
}

void advance(const double* s, double ratio, double beta, bool even, double h, double* out) {
  double k1[4], k2[4], k3[4], k4[4], t[4];
  slope(s, ratio, beta, even, k1);
  for (int i = 0; i < 4; ++i) t[i] = s[i] + 0.5 * h * k1[i];
  slope(t, ratio, beta, even, k2);
  for (int i = 0; i < 4; ++i) t[i] = s[i] + 0.5 * h * k2[i];
  slope(t, ratio, beta, even, k3);
  for (int i = 0; i < 4; ++i) t[i] = s[i] + h * k3[i];
  slope(t, ratio, beta, even, k4);
  for (int i = 0; i < 4; ++i) out[i] = s[i] + h / 6.0 * (k1[i] + 2.0 * (k2[i] + k3[i]) + k4[i]);
}
}  // namespace

// From radius, angle, speed and slope at the start to the same at the height `end`; the steps that took.
extern "C" std::int64_t glides(std::int64_t count, const double* start, const double* ratio, double beta,
                               std::int64_t even, double end, double h, double* out) {
  std::int64_t steps = 0;
  for (std::int64_t n = 0; n < count; ++n) {
    double s[4], t[4];
    for (int i = 0; i < 4; ++i) s[i] = start[4 * n + i];
    for (int step = 0; step < 4000000; ++step) {
      advance(s, ratio[n], beta, even != 0, h, t);
      ++steps;
      if (t[0] - RADIUS < end) break;
      for (int i = 0; i < 4; ++i) s[i] = t[i];
    }
    double low = 0.0, high = h;  // the last step ends on the height
    for (int i = 0; i < 60 && high - low > 1e-9; ++i) {
      const double middle = 0.5 * (low + high);
      advance(s, ratio[n], beta, even != 0, middle, t);
      (t[0] - RADIUS < end ? high : low) = middle;
    }
    for (int i = 0; i < 4; ++i) out[4 * n + i] = t[i];
  }
  return steps;
}
