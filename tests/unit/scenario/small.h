#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/scenario/read.h"

/// A small sound scenario that tests change, and the complaints about an unsound one.
namespace silowalk {

/// The folder of the bakery, a scenario of the tests.
inline std::string const bakery = std::string(SILOWALK_SOURCE_DIR) + "/tests/data/bakery/";

/// Returns the TOML text; `more` is appended, `root` (keys without a table) is put in front.
inline std::string small(std::string const& more = "", std::string const& root = "") {
  return root + R"(
[segment.all]
customers = 10
entry     = "order"

[silo.web]

[silo.care]
agents = 3

[touchpoint.order]
silo = "web"
next = [ { to = "order", share = 0.9, after = "30 days" }, { to = "gone" } ]

[exit.gone]
)" + more;
}

/// Returns "path=value", an argument of --set.
inline std::string set(std::string const& path, std::string const& value) { return path + "=" + value; }

/// Returns the scenario with these overrides. Throws InvalidInput.
inline Scenario with(std::vector<std::string> const& changes, std::string const& text = small()) {
  std::vector<Override> overrides;
  for (std::string const& change : changes) overrides.push_back(parse_override(change));
  return parse_scenario(text, "small.toml", overrides);
}

/// Returns the complaints of the reader; "" where it accepts the text.
inline std::string said(std::string const& text, std::vector<std::string> const& changes = {}) {
  try {
    with(changes, text);
  } catch (InvalidInput const& invalid) {
    return invalid.what();
  }
  return "";
}

}  // namespace silowalk
