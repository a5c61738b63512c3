#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Random numbers that are named, never ordered: the number at (key, counter) is the same whoever asks, and when.
///
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
/// doi:10.1145/2063384.2063405. Integer arithmetic only, so the same words on every CPU.
namespace silowalk::inline base {

/// One Philox block: 128 random bits.
struct Words {
  std::uint32_t w[4];
  friend bool operator==(Words const&, Words const&) = default;
};

inline constexpr int philox_rounds = 10;

/// The key of one replication, with the round keys worked out beforehand.
///
/// 64 bits are made of (seed, replication) as mix64(mix64(seed) + replication x golden), a bijection of either one
/// while the other stands still. So replications of one seed never share a key, nor do two seeds in the same
/// replication; two unlike pairs share one with chance 2^-64.
class RandomKey {
 public:
  constexpr RandomKey(std::uint64_t seed, std::uint32_t replication) : RandomKey(key_of(seed, replication)) {}

  /// The cipher's own key, as published test vectors give it.
  static constexpr RandomKey raw(std::uint32_t k0, std::uint32_t k1) {
    return RandomKey((static_cast<std::uint64_t>(k1) << 32) | k0);
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection of 64 bits.
  static constexpr std::uint64_t mix64(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }

  static constexpr std::uint64_t key_of(std::uint64_t seed, std::uint32_t replication) {
    return mix64(mix64(seed + golden) + golden * replication);
  }

  constexpr std::uint32_t low(int round) const { return low_[static_cast<unsigned>(round)]; }
  constexpr std::uint32_t high(int round) const { return high_[static_cast<unsigned>(round)]; }

 private:
  static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;

  explicit constexpr RandomKey(std::uint64_t key) {
    std::uint32_t k0 = static_cast<std::uint32_t>(key);
    std::uint32_t k1 = static_cast<std::uint32_t>(key >> 32);
    for (unsigned round = 0; round < philox_rounds; ++round) {
      low_[round] = k0;
      high_[round] = k1;
      k0 += 0x9e3779b9u;  // golden ratio
      k1 += 0xbb67ae85u;  // sqrt(3) - 1
    }
  }

  std::array<std::uint32_t, philox_rounds> low_{};
  std::array<std::uint32_t, philox_rounds> high_{};
};

/// The random words at counter (c0, c1, c2, c3).
[[gnu::always_inline]] constexpr Words philox(RandomKey const& key, std::uint32_t c0, std::uint32_t c1,
                                              std::uint32_t c2, std::uint32_t c3) {
  // Unrolled by hand: compilers at -O2 leave a loop of ten rounds rolled, and the counters then go through memory.
  auto const round = [&](int r) __attribute__((always_inline)) {
    std::uint64_t const p0 = static_cast<std::uint64_t>(c0) * 0xd2511f53u;
    std::uint64_t const p1 = static_cast<std::uint64_t>(c2) * 0xcd9e8d57u;
    c0 = static_cast<std::uint32_t>(p1 >> 32) ^ c1 ^ key.low(r);
    c1 = static_cast<std::uint32_t>(p1);
    c2 = static_cast<std::uint32_t>(p0 >> 32) ^ c3 ^ key.high(r);
    c3 = static_cast<std::uint32_t>(p0);
  };
  round(0), round(1), round(2), round(3), round(4);
  round(5), round(6), round(7), round(8), round(9);
  return {{c0, c1, c2, c3}};
}

/// A uniform number strictly between 0 and 1, the middle of the word's cell: (w + 1/2) 2^-32. Exact, so that
/// uniform(~w) == 1 - uniform(w).
constexpr double uniform(std::uint32_t w) { return (static_cast<double>(w) + 0.5) * 0x1p-32; }

/// Names below this belong to the engine itself; name_hash() never gives one of them.
inline constexpr std::uint32_t reserved_names = 256;

/// A word for a name, for use in counters: FNV-1a (32 bits), then the avalanche of MurmurHash3.
constexpr std::uint32_t name_hash(std::string_view name) {
  std::uint32_t h = 2166136261u;
  for (char const c : name) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  h ^= h >> 16;
  return h < reserved_names ? h + reserved_names : h;
}

}  // namespace silowalk::inline base
