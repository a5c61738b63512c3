#include "engine/base/digest.h"

// Makes the functions of the library static, so that its symbols cannot collide with another version.
#define XXH_INLINE_ALL
#include <fmt/core.h>
#include <xxhash.h>

#include <bit>
#include <charconv>
#include <new>

namespace silowalk::inline base {

static_assert(std::endian::native == std::endian::little, "numbers are fed to the digest as they lie in memory");

struct Digester::State {
  XXH3_state_t* const xxh = XXH3_createState();
  State() {
    if (xxh == nullptr) throw std::bad_alloc();
    XXH3_128bits_reset(xxh);
  }
  ~State() { XXH3_freeState(xxh); }
  State(State const&) = delete;
  State& operator=(State const&) = delete;
};

std::string Digest::hex() const { return fmt::format("{:016x}{:016x}", high, low); }

// from_chars takes no sign and no blanks for unsigned numbers, and must use up each half.
std::optional<Digest> parse_digest(std::string_view hex) {
  if (hex.size() != 32) return std::nullopt;
  Digest result;
  char const* const middle = hex.data() + 16;
  auto const first = std::from_chars(hex.data(), middle, result.high, 16);
  auto const second = std::from_chars(middle, middle + 16, result.low, 16);
  if (first.ptr != middle || second.ptr != middle + 16) return std::nullopt;
  return result;
}

Digester::Digester() : state_(std::make_unique<State>()) {}
Digester::~Digester() = default;
Digester::Digester(Digester&&) noexcept = default;
Digester& Digester::operator=(Digester&&) noexcept = default;

void Digester::bytes(void const* data, std::size_t size) { XXH3_128bits_update(state_->xxh, data, size); }
void Digester::number(std::uint64_t value) { bytes(&value, sizeof value); }
void Digester::numbers(std::span<std::int64_t const> values) { bytes(values.data(), values.size_bytes()); }
void Digester::numbers(std::span<double const> values) { bytes(values.data(), values.size_bytes()); }
void Digester::text(std::string_view value) {
  number(value.size());
  bytes(value.data(), value.size());
}
void Digester::digest(Digest const& value) {
  number(value.high);
  number(value.low);
}

Digest Digester::finish() const {
  XXH128_hash_t const hash = XXH3_128bits_digest(state_->xxh);
  return {hash.high64, hash.low64};
}

Digest digest_of(std::string_view text) {
  XXH128_hash_t const hash = XXH3_128bits(text.data(), text.size());
  return {hash.high64, hash.low64};
}

}  // namespace silowalk::inline base
