#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Counter-based random numbers: the number at (key, counter) depends on nothing else, neither on the order of calls
/// nor on the thread. All functions are pure and thread-safe.
///
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
/// doi:10.1145/2063384.2063405. Integer arithmetic only, so the same words on every CPU.
namespace silowalk::inline base {

/// One Philox block: 128 random bits.
/// All bits are independent and uniform.
struct Words {
  std::uint32_t w[4];  ///< in the order of the published algorithm
  friend bool operator==(Words const&, Words const&) = default;
};

inline constexpr int philox_rounds = 10;

/// The key of one replication, with the round keys computed in advance.
///
/// 64 bits are made of (seed, replication) as mix64(mix64(seed) + replication x golden), a bijection of either one
/// while the other is fixed. So replications of one seed never share a key, nor do two seeds in the same replication.
/// Two pairs that differ in both share a key with probability 2^-64.
class RandomKey {
 public:
  constexpr RandomKey(std::uint64_t seed, std::uint32_t replication) : RandomKey(key_of(seed, replication)) {}

  /// Returns the key with these two words as they are, without mixing. For the published test vectors.
  static constexpr RandomKey raw(std::uint32_t k0, std::uint32_t k1) {
    return RandomKey((static_cast<std::uint64_t>(k1) << 32) | k0);
  }

  /// Computes the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection of 64 bits.
  static constexpr std::uint64_t mix64(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }

  /// Returns the 64 bits of (seed, replication) described above.
  static constexpr std::uint64_t key_of(std::uint64_t seed, std::uint32_t replication) {
    return mix64(mix64(seed + golden) + golden * replication);
  }

  /// Return the two key words of a round. Precondition: 0 <= round < philox_rounds.
  constexpr std::uint32_t low(int round) const { return low_[static_cast<unsigned>(round)]; }
  constexpr std::uint32_t high(int round) const { return high_[static_cast<unsigned>(round)]; }

 private:
  static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;

  /// Computes the round keys: Weyl sequences of the two key words, one step a round (Salmon et al. 2011).
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

/// Returns the random words at counter (c0, c1, c2, c3). Counters must be distinct for independent words.
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

/// Returns a uniform number strictly between 0 and 1, the middle of the word's cell: (w + 1/2) 2^-32. Exact, so that
/// uniform(~w) == 1 - uniform(w).
constexpr double uniform(std::uint32_t w) { return (static_cast<double>(w) + 0.5) * 0x1p-32; }

/// Words below this are reserved for the engine; name_hash() never returns one of them.
inline constexpr std::uint32_t reserved_names = 256;

/// Returns a word for a name, for use in counters: FNV-1a (32 bits), then the finaliser of MurmurHash3.
/// Two names can have the same word; the caller must refuse such a pair.
constexpr std::uint32_t name_hash(std::string_view name) {
  std::uint32_t h = 2166136261u;
  for (char const c : name) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  h ^= h >> 16;
  return h < reserved_names ? h + reserved_names : h;
}

}  // namespace silowalk::inline base
