#include "engine/base/escape/utf8.h"

namespace silowalk::inline base {

Character first_of(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char const lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t const bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  // 0xC0 and 0xC1 begin overlong forms only; above 0xF4, codes exceed U+10FFFF.
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  // The lead byte has bytes + 1 marker bits, the last of which is 0.
  std::uint32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  // The least code of each length; a smaller code in so many bytes is overlong.
  static constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool const valid = code >= least[bytes] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return valid ? Character{code, bytes, true} : Character{};
}

}  // namespace silowalk::inline base
