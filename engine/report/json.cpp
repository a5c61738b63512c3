#include "engine/report/json.h"

#include <fmt/core.h>

#include <cmath>

#include "engine/base/escape/escape.h"

namespace silowalk::inline report {

// "{}" of fmt is the shortest decimal that reads back to the same double, whatever the locale is.
Json::Json(double value) : text_(std::isfinite(value) ? fmt::format("{}", value) : "null") {}
Json::Json(std::string_view value) : text_(escape_json(value)) {}

Json Json::object() {
  Json result;
  result.kind_ = Kind::object;
  return result;
}

Json Json::array() {
  Json result;
  result.kind_ = Kind::array;
  return result;
}

Json& Json::set(std::string key, Json value) {
  // Appended without a search for the key: a search would make building quadratic.
  members_.emplace_back(std::move(key), std::move(value));
  return *this;
}

Json& Json::add(Json value) {
  members_.emplace_back("", std::move(value));
  return *this;
}

std::string Json::text() const {
  std::string result;
  write(result, 0);
  return result;
}

void Json::write(std::string& to, std::size_t indent) const {
  if (kind_ == Kind::plain) {
    to += text_;
    return;
  }
  to += kind_ == Kind::object ? '{' : '[';
  // A comma before each element but the first: JSON allows none after the last.
  for (std::size_t i = 0; i < members_.size(); ++i) {
    to += i == 0 ? "\n" : ",\n";
    to.append(indent + 2, ' ');
    if (kind_ == Kind::object) to += escape_json(members_[i].first) + ": ";
    members_[i].second.write(to, indent + 2);
  }
  if (!members_.empty()) to.append("\n").append(indent, ' ');
  to += kind_ == Kind::object ? '}' : ']';
}

}  // namespace silowalk::inline report
