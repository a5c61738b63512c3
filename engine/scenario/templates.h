#pragma once

#include <span>
#include <string_view>

/// Complete scenarios that a new company starts from. Their texts are those of scenarios/templates, compiled in, so
/// that the program needs no files of its own.
namespace silowalk::inline scenario {

/// A scenario to start from.
struct CompanyTemplate {
  std::string_view name;  ///< the name of its folder in scenarios/templates
  std::string_view text;  ///< TOML with comments; parse_scenario() accepts it
};

/// Returns all templates, in alphabetical order. The texts live as long as the program.
std::span<CompanyTemplate const> company_templates();

/// The template of users who name none. Invariant: company_templates() has it.
inline constexpr std::string_view usual_template = "subscription";

/// Returns the template of this name. Throws InvalidRequest with a guess.
CompanyTemplate const& template_named(std::string_view name);

}  // namespace silowalk::inline scenario
