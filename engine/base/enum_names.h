#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace silowalk::inline base {

/// Returns whether the value V of an enumeration has a name in its declaration. The answer comes from the compiler's
/// own spelling of V, which g++ and clang write as "(Type)7" where no enumerator has this value.
template <auto V>
constexpr bool is_enumerator() {
  std::string_view const spelling = __PRETTY_FUNCTION__;
  return spelling[spelling.find("V = ") + 4] != '(';
}

/// Returns the number of enumerators. Precondition: the values count from 0 without a gap; at a gap the count stops.
template <class Enum, std::size_t From = 0>
constexpr std::size_t enum_count() {
  if constexpr (is_enumerator<static_cast<Enum>(From)>())
    return enum_count<Enum, From + 1>();
  else
    return From;
}

/// One text for each enumerator of an enumeration that counts from 0. Made by enum_names(), which checks the count.
template <class Enum, std::size_t N>
struct EnumNames {
  std::array<std::string_view, N> names;

  static constexpr std::size_t size() { return N; }
  /// Returns the name of an enumerator. Precondition, not checked: `value` is one.
  constexpr std::string_view operator[](Enum value) const { return names[static_cast<std::size_t>(value)]; }
  constexpr std::string_view operator[](std::size_t value) const { return names[value]; }
  /// Returns the enumerator of a name, or none where no enumerator has it. Case-sensitive; O(N).
  constexpr std::optional<Enum> find(std::string_view name) const {
    for (std::size_t i = 0; i < N; ++i) {
      if (names[i] == name) return static_cast<Enum>(i);
    }
    return std::nullopt;
  }
  constexpr auto begin() const { return names.begin(); }
  constexpr auto end() const { return names.end(); }
};

/// Returns the names of an enumeration, given in the order of its declaration. Does not compile with one name too many
/// or too few, so a new enumerator cannot be forgotten: `inline constexpr auto rule_names = enum_names<Rule>("plan",
/// "own-score");`
template <class Enum, class... Names>
constexpr EnumNames<Enum, sizeof...(Names)> enum_names(Names... names) {
  constexpr std::size_t count = sizeof...(Names);
  static_assert(count <= enum_count<Enum>(), "more names than enumerators");
  static_assert(count >= enum_count<Enum>(), "an enumerator has no name");
  return {{std::string_view(names)...}};
}

/// Returns whether a table that an enumeration indexes has a row for each enumerator. Rows that were left out of a
/// std::array have an empty name, so it is enough to look at the last row. Use it in a static_assert.
template <class Enum, class Table>
constexpr bool is_complete(Table const& table) {
  return std::size(table) == enum_count<Enum>() && !table[std::size(table) - 1].name.empty();
}

}  // namespace silowalk::inline base
