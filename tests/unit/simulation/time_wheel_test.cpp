#include "engine/simulation/walk/time_wheel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace silowalk {
namespace {

struct ByTime {
  bool operator()(Event const& a, Event const& b) const { return a.time != b.time ? a.time < b.time : a.slot < b.slot; }
};

/// Events breed events, newcomers are fed bucket by bucket, densities change by four orders of magnitude: what comes
/// out must be in order, with nothing lost.
TEST(TimeWheel, GivesEveryEventInOrderWhateverItsWidth) {
  for (double const width : {1e-4, 0.3, 50.0}) {
    std::mt19937 random(5);
    auto const exponential = [&](double mean) { return -mean * std::log((random() + 0.5) / 4294967296.0); };
    TimeWheel<ByTime> wheel(-3, width, ByTime{});
    std::uint32_t slot = 0;
    int fed = 0, taken = 0;
    double newcomer = -3;
    double last = -10;
    for (int i = 0; i < 20000; ++i, ++fed) wheel.push({-3 + exponential(20), slot++});
    while (true) {
      wheel.adapt();
      double const upto = wheel.next_bucket_end();
      for (; newcomer < upto && newcomer < 400; newcomer += exponential(newcomer < 200 ? 0.005 : 0.5), ++fed) {
        wheel.push({newcomer, slot++});
      }
      if (wheel.empty() && newcomer >= 400) break;
      wheel.open_next();
      while (!wheel.open_is_spent()) {
        std::size_t position = 0;
        Event const event = wheel.pop(position);
        ASSERT_GE(event.time, last) << "width " << width;
        last = event.time;
        ++taken;
        if (random() % 4 == 0 && event.time < 400) {
          wheel.push({event.time + exponential(random() % 8 == 0 ? 60 : 0.01), slot++});
          ++fed;
        }
      }
    }
    EXPECT_EQ(fed, taken);
    EXPECT_GT(taken, 60000);
  }
}

}  // namespace
}  // namespace silowalk
