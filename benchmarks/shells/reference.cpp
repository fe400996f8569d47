// How many satellites reach each missile at every moment of launch, as one would write it by hand: every satellite
// is held against every missile, first against one wide cap that holds all of its points, then against the points.
// For the benchmark alone: nothing in OpenDome uses it.
#include <cmath>
#include <cstdint>
#include <thread>
#include <vector>

namespace {
struct Given {
  std::int64_t missiles, points, moments, planes, slots, phasing;
  double inclination, spread;
  const double *direction, *gone, *edge, *wide, *turns, *alongs;
  std::int64_t* counts;
};

// All satellites at one moment, seen from the turning Earth: where they are, and where they are a quarter later.
void place(const Given& g, std::int64_t moment, double* s) {
  const std::int64_t total = g.planes * g.slots;
  const double ci = std::cos(g.inclination), si = std::sin(g.inclination);
  for (std::int64_t p = 0; p < g.planes; ++p) {
    const double node = g.spread * p / g.planes - g.turns[moment], cn = std::cos(node), sn = std::sin(node);
    for (std::int64_t k = 0; k < g.slots; ++k) {
      const double u = g.alongs[moment] + 2 * M_PI * (double(k) / g.slots + double(g.phasing * p) / total);
      const double cu = std::cos(u), su = std::sin(u);
      double* at = s + p * g.slots + k;
      at[0] = cu * cn - su * ci * sn;
      at[total] = cu * sn + su * ci * cn;
      at[2 * total] = su * si;
      at[3 * total] = -su * cn - cu * ci * sn;
      at[4 * total] = -su * sn + cu * ci * cn;
      at[5 * total] = cu * si;
    }
  }
}

// What a point asks of where a satellite is and where it is a quarter later: six numbers.
std::vector<double> forms(const Given& g) {
  std::vector<double> form(6 * g.missiles * g.points);
  for (std::int64_t k = 0; k < g.missiles * g.points; ++k) {
    const double c = std::cos(g.gone[k]), q = std::sin(g.gone[k]);
    for (int i = 0; i < 3; ++i) {
      form[6 * k + i] = g.direction[3 * k + i] * c;
      form[6 * k + 3 + i] = g.direction[3 * k + i] * q;
    }
  }
  return form;
}

void work(const Given& g, const double* form, std::int64_t begin, std::int64_t end) {
  const std::int64_t total = g.planes * g.slots, K = g.points;
  std::vector<double> placed(6 * total), nears(total);
  for (std::int64_t n = begin; n < end; ++n) {
    place(g, n, placed.data());
    for (std::int64_t m = 0; m < g.missiles; ++m) {
      const double* f = form + 6 * m * K;
      const double* c = f + 6 * (K / 2);
      const double *edge = g.edge + m * K, *__restrict s = placed.data();
      double* __restrict near = nears.data();
      // without a branch, so that the compiler takes several at once
      for (std::int64_t j = 0; j < total; ++j)
        near[j] = c[0] * s[j] + c[1] * s[total + j] + c[2] * s[2 * total + j] + c[3] * s[3 * total + j] +
                  c[4] * s[4 * total + j] + c[5] * s[5 * total + j];
      std::int64_t count = 0;
      for (std::int64_t j = 0; j < total; ++j) {
        if (near[j] < g.wide[m]) continue;
        for (std::int64_t k = K - 1; k >= 0; --k) {
          double dot = 0;
          for (int i = 0; i < 6; ++i) dot += f[6 * k + i] * s[i * total + j];
          if (dot >= edge[k]) {
            ++count;
            break;
          }
        }
      }
      g.counts[m * g.moments + n] = count;
    }
  }
}
}  // namespace

extern "C" void reached(std::int64_t missiles, std::int64_t points, std::int64_t moments, std::int64_t planes,
                        std::int64_t slots, std::int64_t phasing, double inclination, double spread,
                        const double* direction, const double* gone, const double* edge, const double* wide,
                        const double* turns, const double* alongs, std::int64_t threads, std::int64_t* counts) {
  const Given g{missiles, points, moments, planes, slots, phasing, inclination, spread,
                direction, gone, edge, wide, turns, alongs, counts};
  const std::vector<double> form = forms(g);
  std::vector<std::thread> all;
  for (std::int64_t t = 0; t < threads; ++t)
    all.emplace_back(work, std::cref(g), form.data(), moments * t / threads, moments * (t + 1) / threads);
  for (auto& one : all) one.join();
}
