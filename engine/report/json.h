#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// @file
/// The JSON of reports. One builder, so that all reports escape and round alike.

namespace silowalk::inline report {

/// A JSON value (RFC 8259) that is built once and written; it cannot be read or searched.
/// Members keep the order in which they were set, so that equal input gives equal bytes.
/// Numbers are the shortest decimals that read back to the same double. Infinity and NaN become null: JSON has neither.
/// Texts are escaped; bytes that are no UTF-8 become U+FFFD.
/// Keys are part of the program's interface: scripts read them. Every builder documents its keys and units.
class Json {
 public:
  Json() = default;  ///< null
  // Implicit, so that set("key", value) takes every type that JSON has. Without the overload of char const*, a literal
  // would become a bool.
  // NOLINTBEGIN(google-explicit-constructor): a value is written as itself
  Json(bool value) : text_(value ? "true" : "false") {}
  Json(double value);
  Json(int value) : text_(std::to_string(value)) {}
  Json(std::int64_t value) : text_(std::to_string(value)) {}
  Json(std::uint64_t value) : text_(std::to_string(value)) {}
  Json(char const* value) : Json(std::string_view(value)) {}
  Json(std::string const& value) : Json(std::string_view(value)) {}
  Json(std::string_view value);
  template <class T>
  Json(std::optional<T> const& value) : Json(value ? Json(*value) : Json()) {}
  template <class T>
  Json(std::vector<T> const& values) : kind_(Kind::array) {
    for (T const& each : values) add(Json(each));
  }
  // NOLINTEND(google-explicit-constructor)

  /// Returns an empty object, for set(), or an empty array, for add().
  static Json object();
  static Json array();
  /// Appends a member. Preconditions: this is an object, and it has no such key yet (neither is checked: a second
  /// member of the same name would be written, too). Constant time; returns *this, so that calls can be chained.
  Json& set(std::string key, Json value);
  /// Appends an element. Precondition: this is an array. Returns *this.
  Json& add(Json value);

  /// Returns the value as text, indented by two spaces a level, without a newline at its end.
  std::string text() const;

 private:
  /// A plain value is text already: number, string, true, false or null.
  enum class Kind { plain, object, array };
  /// Appends the value to `to`. `indent`: columns of the line on which the value stands. Recursive: depth is that of
  /// the nesting.
  void write(std::string& to, std::size_t indent) const;

  Kind kind_ = Kind::plain;
  std::string text_ = "null";
  /// Members of an object, or elements of an array with empty keys; in the order of addition.
  std::vector<std::pair<std::string, Json>> members_;
};

}  // namespace silowalk::inline report
