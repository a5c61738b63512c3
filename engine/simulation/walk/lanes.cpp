#include "engine/simulation/walk/lanes.h"

#include <bit>

#include "engine/base/portable_math.h"
#include "engine/simulation/model/draws.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif
#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 reports false positives inside its own AVX-512 header.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace silowalk::inline simulation {

namespace {

/// Returns -log(1 - uniform(word)). Only the low 32 bits of the word are used.
[[gnu::always_inline]] inline double unit_exponential(std::uint64_t word) {
  // Words are below 2^32, so they become doubles as the low bits of 2^52 + w: one addition in any vector unit.
  double const w = std::bit_cast<double>((~word & 0xffffffffu) | 0x4330000000000000u) - 0x1p52;
  return -portable::log_of_normal((w + 0.5) * 0x1p-32);
}

/// Computes the unit exponentials of all lanes. Inlined into each version, so it uses the same vector unit.
[[gnu::always_inline]] inline void add_exponentials(bool with_handling, LaneDraws& drawn) {
  for (int i = 0; i < lanes; ++i) drawn.dwell[i] = unit_exponential(drawn.w[draws::dwell][i]);
  if (!with_handling) return;
  for (int i = 0; i < lanes; ++i) drawn.handling[i] = unit_exponential(drawn.w[draws::handling][i]);
}

// The ten rounds on 64-bit lanes. Only the low half of a lane is used: the multiplier reads nothing else, so the
// exclusive-ors may leave anything in the high half.
#define SILOWALK_PHILOX_LANES(VECTOR, WIDTH, LOAD, STORE, FILL, MULTIPLY, SHIFT, XOR) \
  for (int first = 0; first < lanes; first += (WIDTH)) {                              \
    VECTOR c0 = LOAD(counters.c0 + first);                                            \
    VECTOR c1 = LOAD(counters.c1 + first);                                            \
    VECTOR c2 = LOAD(counters.c2 + first);                                            \
    VECTOR c3 = LOAD(counters.c3 + first);                                            \
    VECTOR const m0 = FILL(0xd2511f53u);                                              \
    VECTOR const m1 = FILL(0xcd9e8d57u);                                              \
    for (int r = 0; r < philox_rounds; ++r) {                                         \
      VECTOR const p0 = MULTIPLY(c0, m0);                                             \
      VECTOR const p1 = MULTIPLY(c2, m1);                                             \
      c0 = XOR(XOR(SHIFT(p1, 32), c1), FILL(key.low(r)));                             \
      c1 = p1;                                                                        \
      c2 = XOR(XOR(SHIFT(p0, 32), c3), FILL(key.high(r)));                            \
      c3 = p0;                                                                        \
    }                                                                                 \
    STORE(drawn.w[0] + first, c0);                                                    \
    STORE(drawn.w[1] + first, c1);                                                    \
    STORE(drawn.w[2] + first, c2);                                                    \
    STORE(drawn.w[3] + first, c3);                                                    \
  }

#if defined(__x86_64__)

#define SILOWALK_LOAD_512(p) _mm512_cvtepu32_epi64(_mm256_load_si256(reinterpret_cast<__m256i const*>(p)))
#define SILOWALK_STORE_512(p, v) _mm512_store_si512(p, v)
#define SILOWALK_FILL_512(x) _mm512_set1_epi64(static_cast<long long>(x))
[[gnu::target("avx512f,avx512dq,avx512vl")]] void draw_lanes_512(RandomKey const& key, LaneCounters const& counters,
                                                                 bool with_handling, LaneDraws& drawn) {
  SILOWALK_PHILOX_LANES(__m512i, 8, SILOWALK_LOAD_512, SILOWALK_STORE_512, SILOWALK_FILL_512, _mm512_mul_epu32,
                        _mm512_srli_epi64, _mm512_xor_si512)
  add_exponentials(with_handling, drawn);
}

#define SILOWALK_LOAD_256(p) _mm256_cvtepu32_epi64(_mm_load_si128(reinterpret_cast<__m128i const*>(p)))
#define SILOWALK_STORE_256(p, v) _mm256_store_si256(reinterpret_cast<__m256i*>(p), v)
#define SILOWALK_FILL_256(x) _mm256_set1_epi64x(static_cast<long long>(x))
[[gnu::target("avx2")]] void draw_lanes_256(RandomKey const& key, LaneCounters const& counters, bool with_handling,
                                            LaneDraws& drawn) {
  SILOWALK_PHILOX_LANES(__m256i, 4, SILOWALK_LOAD_256, SILOWALK_STORE_256, SILOWALK_FILL_256, _mm256_mul_epu32,
                        _mm256_srli_epi64, _mm256_xor_si256)
  add_exponentials(with_handling, drawn);
}

#define SILOWALK_LOAD_128(p) \
  _mm_unpacklo_epi32(_mm_loadl_epi64(reinterpret_cast<__m128i const*>(p)), _mm_setzero_si128())
#define SILOWALK_STORE_128(p, v) _mm_store_si128(reinterpret_cast<__m128i*>(p), v)
#define SILOWALK_FILL_128(x) _mm_set1_epi64x(static_cast<long long>(x))
void draw_lanes_128(RandomKey const& key, LaneCounters const& counters, bool with_handling, LaneDraws& drawn) {
  SILOWALK_PHILOX_LANES(__m128i, 2, SILOWALK_LOAD_128, SILOWALK_STORE_128, SILOWALK_FILL_128, _mm_mul_epu32,
                        _mm_srli_epi64, _mm_xor_si128)
  add_exponentials(with_handling, drawn);
}

#endif

/// Draws without vector instructions; the other versions must give its bits.
void draw_lanes_plain(RandomKey const& key, LaneCounters const& counters, bool with_handling, LaneDraws& drawn) {
  for (int i = 0; i < lanes; ++i) {
    Words const w = philox(key, counters.c0[i], counters.c1[i], counters.c2[i], counters.c3[i]);
    for (int k = 0; k < 4; ++k) drawn.w[k][i] = w.w[k];
  }
  add_exponentials(with_handling, drawn);
}

}  // namespace

std::vector<DrawLanes> supported_draw_lanes() {
  // Widest first: callers take the front.
  std::vector<DrawLanes> supported;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) supported.push_back(draw_lanes_512);
  if (__builtin_cpu_supports("avx2")) supported.push_back(draw_lanes_256);
  supported.push_back(draw_lanes_128);
#endif
  supported.push_back(draw_lanes_plain);
  return supported;
}

VisitDraws draw_one(RandomKey const& key, std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3) {
  Words const w = philox(key, c0, c1, c2, c3);
  return {w, unit_exponential(w.w[draws::dwell]), unit_exponential(w.w[draws::handling])};
}

}  // namespace silowalk::inline simulation
