#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace silowalk::inline base {

/// A 128-bit fingerprint of content (XXH3-128, unkeyed). It finds accidents, not attackers.
struct Digest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  /// 32 lower-case hexadecimal digits, `high` first.
  std::string hex() const;
  friend auto operator<=>(Digest const&, Digest const&) = default;
};

/// The reverse of Digest::hex(); none where the text is no such thing.
std::optional<Digest> parse_digest(std::string_view hex);

/// Takes content in pieces; the pieces' borders leave no trace, except that a text is preceded by its length, so that
/// ("ab", "c") and ("a", "bc") differ. Numbers go in as little-endian bytes on every machine.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(Digester&&) noexcept;
  Digester& operator=(Digester&&) noexcept;

  void bytes(void const* data, std::size_t size);
  void number(std::uint64_t value);
  void numbers(std::span<std::int64_t const> values);
  void numbers(std::span<double const> values);  ///< by their bits
  void text(std::string_view value);
  void digest(Digest const& value);
  /// Of everything so far; more may follow.
  Digest finish() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest digest_of(std::string_view text);

}  // namespace silowalk::inline base
