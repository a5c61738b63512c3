#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace silowalk::inline base {

/// A 128-bit fingerprint of content (XXH3-128, unkeyed). It detects accidental changes. It gives no protection against
/// a deliberate forgery.
struct Digest {
  std::uint64_t high = 0;  ///< the upper 64 bits
  std::uint64_t low = 0;   ///< the lower 64 bits
  /// Returns 32 lower-case hexadecimal digits, `high` first.
  std::string hex() const;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison with 0 in a defaulted <=> for a pointer
  friend auto operator<=>(Digest const&, Digest const&) = default;
};

/// Reverses Digest::hex(); returns none unless the text is exactly 32 hexadecimal digits. Upper case is accepted.
std::optional<Digest> parse_digest(std::string_view hex);

/// Computes a Digest of content that is added in pieces.
///
/// The borders between pieces do not change the digest. The exception is text(), which adds the length first, so that
/// ("ab", "c") and ("a", "bc") differ. Numbers are added as little-endian bytes; big-endian machines do not compile.
/// An object that was moved from may only be destroyed or assigned to. Not thread-safe: one thread per object.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(Digester&&) noexcept;
  Digester& operator=(Digester&&) noexcept;

  /// Adds `size` bytes as they are, without a length.
  void bytes(void const* data, std::size_t size);
  /// Adds 8 bytes.
  void number(std::uint64_t value);
  /// Adds 8 bytes for each number, without their count: the caller adds it where it can vary.
  void numbers(std::span<std::int64_t const> values);
  void numbers(std::span<double const> values);  ///< by their bits
  /// Adds the length as a number, then the bytes.
  void text(std::string_view value);
  /// Adds 16 bytes, `high` first.
  void digest(Digest const& value);
  /// Returns the digest of everything added so far; more may be added afterwards.
  Digest finish() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Returns the digest of the bytes of `text` alone. It differs from Digester::text(), which adds the length first.
Digest digest_of(std::string_view text);

}  // namespace silowalk::inline base
