#include "engine/scenario/templates.h"

#include <fmt/core.h>

#include <string>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/base/text.h"

namespace silowalk::inline scenario {

CompanyTemplate const& template_named(std::string_view name) {
  std::vector<std::string> names;
  for (CompanyTemplate const& each : company_templates()) {
    if (each.name == name) return each;
    names.emplace_back(each.name);
  }
  std::string const guess = nearest(std::string(name), names);
  throw InvalidRequest(fmt::format("there is no template '{}'; the templates are {}{}", name, joined(names),
                                   guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

}  // namespace silowalk::inline scenario
