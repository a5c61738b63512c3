#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// UTF-8, decoded strictly, and the characters that a name must not have. Pure functions; linear time.
namespace silowalk::inline base {

/// One decoded character of a UTF-8 text.
struct Character {
  std::uint32_t code = 0;  ///< code point; 0 where `valid` is false
  std::size_t bytes = 1;   ///< bytes that it takes, at least 1
  bool valid = false;
};

/// Returns the character at the beginning of `text`, decoded as RFC 3629 demands: overlong forms, surrogates and codes
/// above U+10FFFF are invalid. An invalid character has one byte, so that decoding resumes at the next byte.
/// Precondition: `text` is not empty.
Character first_of(std::string_view text);

/// Calls `each` with every decoded character and its bytes.
template <class Each>
void each_character(std::string_view text, Each const& each) {
  while (!text.empty()) {
    Character const c = first_of(text);
    each(c, text.substr(0, c.bytes));
    text.remove_prefix(c.bytes);
  }
}

/// Returns whether the code is a C0 or C1 control character, or delete. A terminal could take one for a command.
inline bool is_control(std::uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// Returns whether the code is a line separator or paragraph separator of Unicode: a line break to many readers.
inline bool is_separator(std::uint32_t c) { return c == 0x2028 || c == 0x2029; }

/// Returns whether the code is a mark, embedding, override or isolate of direction. A name with one of them could
/// display a text in another order ("Trojan Source", Boucher and Anderson 2021).
inline bool turns_direction(std::uint32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Returns whether a terminal can be shown the character as it is: valid and none of the above.
inline bool is_harmless(Character const& c) {
  return c.valid && !is_control(c.code) && !is_separator(c.code) && !turns_direction(c.code);
}

/// Shown for what is not harmless: U+FFFD, the replacement character.
inline constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace silowalk::inline base
