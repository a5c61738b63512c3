#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace silowalk::inline report {

/// A JSON value being written. Members keep the order in which they were set; numbers are the shortest decimals that
/// read back to the same double, and what JSON has no number for (infinity, NaN) is null.
class Json {
 public:
  Json() = default;  ///< null
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

  static Json object();
  static Json array();
  Json& set(std::string key, Json value);  ///< of an object
  Json& add(Json value);                   ///< to an array

  /// Indented by two spaces, ends without a newline.
  std::string text() const;

 private:
  enum class Kind { plain, object, array };
  void write(std::string& to, std::size_t indent) const;

  Kind kind_ = Kind::plain;
  std::string text_ = "null";
  std::vector<std::pair<std::string, Json>> members_;
};

}  // namespace silowalk::inline report
