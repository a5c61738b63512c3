#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

/// What fuzzers share. `<fuzzer/FuzzedDataProvider.h>` is clang's alone; corpora are replayed with any compiler.
namespace silowalk::fuzz {

/// Ends the process because a rule is broken.
[[noreturn]] inline void broken(char const* rule) {
  std::fprintf(stderr, "broken: %s\n", rule);
  std::abort();
}

/// Reads a fuzzer's input from the front. Behind its end everything is zero or empty.
class Input {
 public:
  Input(std::uint8_t const* data, std::size_t size) : data_(data), left_(size) {}

  bool empty() const { return left_ == 0; }

  std::uint8_t byte() {
    if (left_ == 0) return 0;
    --left_;
    return *data_++;
  }
  bool flag() { return (byte() & 1U) != 0; }
  /// Returns a number below `count`; 0 where there is none.
  std::size_t below(std::size_t count) {
    std::size_t const drawn = count > 256 ? static_cast<std::size_t>(byte()) << 8U | byte() : byte();
    return count == 0 ? 0 : drawn % count;
  }
  /// Returns a small number, one at which something overflows, or any.
  std::uint64_t number() {
    constexpr std::array<std::uint64_t, 12> borders{0x7F,
                                                    0xFF,
                                                    0x7FFF,
                                                    0xFFFF,
                                                    0x7FFFFFFF,
                                                    0x80000000,
                                                    0xFFFFFFFF,
                                                    0x100000000,
                                                    0x7FFFFFFFF,
                                                    0x7FFFFFFFFFFFFFFFULL,
                                                    0x8000000000000000ULL,
                                                    0xFFFFFFFFFFFFFFFFULL};
    std::uint8_t const kind = byte();
    if (kind < 200) return kind;
    if (kind < 200 + borders.size()) return borders[kind - 200U];
    std::uint64_t any = 0;
    for (int i = 0; i < 8; ++i) any = any << 8U | byte();
    return any;
  }
  /// Returns up to `most` bytes, as many as the next byte says.
  std::string text(std::size_t most) {
    std::size_t const size = std::min({most, static_cast<std::size_t>(byte()), left_});
    std::string const taken(reinterpret_cast<char const*>(data_), size);
    data_ += size;
    left_ -= size;
    return taken;
  }

 private:
  std::uint8_t const* data_;
  std::size_t left_;
};

}  // namespace silowalk::fuzz
