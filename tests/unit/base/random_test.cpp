#include "engine/base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#ifdef SILOWALK_HAS_RANDOM123
#include <Random123/philox.h>
#endif

namespace silowalk {
namespace {

// The known answers that Random123 publishes (tests/kat_vectors, philox4x32, 10 rounds).
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox(RandomKey::raw(0, 0), 0, 0, 0, 0), (Words{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  EXPECT_EQ(philox(RandomKey::raw(~0u, ~0u), ~0u, ~0u, ~0u, ~0u),
            (Words{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_EQ(philox(RandomKey::raw(0xa4093822, 0x299f31d0), 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344),
            (Words{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(Philox, AgreesWithTheAuthorsLibrary) {
#ifdef SILOWALK_HAS_RANDOM123
  Words c{{1, 2, 3, 4}};
  for (std::uint32_t i = 0; i < 100000; ++i) {
    r123::Philox4x32::ctr_type const theirs = r123::Philox4x32()({{c.w[0], c.w[1], c.w[2], c.w[3]}}, {{i, c.w[2]}});
    Words const ours = philox(RandomKey::raw(i, c.w[2]), c.w[0], c.w[1], c.w[2], c.w[3]);
    for (unsigned j = 0; j < 4; ++j) ASSERT_EQ(ours.w[j], theirs[j]) << "block " << i;
    c = ours;
  }
#else
  GTEST_SKIP() << "Random123/philox.h was not found at configure time";
#endif
}

TEST(RandomKey, UnlikeSeedsAndReplicationsHaveUnlikeKeys) {
  std::set<std::uint64_t> keys;
  for (std::uint64_t seed : {0u, 1u, 2u, 3u, 20260101u, 4294967295u})
    for (std::uint32_t replication = 0; replication < 5000; ++replication)
      keys.insert(RandomKey::key_of(seed, replication));
  EXPECT_EQ(keys.size(), 6u * 5000u);
  EXPECT_NE(RandomKey::key_of(1, 0), RandomKey::key_of(0, 1));
  EXPECT_NE(RandomKey::key_of(1ull << 32, 0), RandomKey::key_of(1, 0));
}

TEST(RandomKey, HoldsItsKey) {
  std::uint64_t const key = RandomKey::key_of(7, 11);
  Words const direct = philox(RandomKey(7, 11), 1, 2, 3, 4);
  Words const raw =
      philox(RandomKey::raw(static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)), 1, 2, 3, 4);
  EXPECT_EQ(direct, raw);
}

TEST(Uniform, IsStrictlyInsideAndMirrored) {
  EXPECT_EQ(uniform(0), 0x1p-33);
  EXPECT_EQ(uniform(0xffffffffu), 1 - 0x1p-33);
  for (std::uint32_t w : {0u, 1u, 77u, 0x7fffffffu, 0x80000000u, 0xdeadbeefu, 0xffffffffu})
    EXPECT_EQ(uniform(~w), 1 - uniform(w));
}

TEST(Uniform, WordsFillTheUnitIntervalEvenly) {
  // 64 cells, 640 000 words of neighbouring counters: chi-square with 63 degrees of freedom, level 1e-4 (quantile
  // 118.6; Wilson-Hilferty). Fixed key: the answer cannot change.
  std::array<int, 64> counts{};
  RandomKey const key(1, 0);
  for (std::uint32_t i = 0; i < 160000; ++i)
    for (std::uint32_t const w : philox(key, i, 0, 0, 0).w) ++counts[w >> 26];
  double chi = 0;
  for (int const n : counts) chi += (n - 10000.0) * (n - 10000.0) / 10000.0;
  EXPECT_LT(chi, 118.6);
}

TEST(NameHash, KeepsOffTheEnginesOwnNamesAndSpreads) {
  std::set<std::uint32_t> hashes;
  for (int i = 0; i < 20000; ++i) hashes.insert(name_hash("touchpoint" + std::to_string(i)));
  EXPECT_GE(hashes.size(), 19998u);  // 20000^2 / 2^33 = 0.05 collisions expected
  EXPECT_GE(*hashes.begin(), reserved_names);
  EXPECT_EQ(name_hash("care_call"), name_hash(std::string("care_call")));
  EXPECT_NE(name_hash("a"), name_hash("b"));
}

}  // namespace
}  // namespace silowalk
