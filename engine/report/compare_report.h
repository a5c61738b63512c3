#pragma once

#include <string>

#include "engine/analysis/results/comparison.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// What `silowalk compare` says to people: who wins and how sure, what differs, who is hurt and where, the dashboards
/// against reality, goals, the customer asset statements, and what not to trust. `by_segment`: the statements of every
/// segment, too. `invented`: what is said below the verdict of inputs that are invented.
std::string comparison_text(Comparison const& comparison, bool by_segment, std::string const& invented = "");

/// The same on one page, for whoever decides: the verdict, every output once, the worst side effects, goals.
std::string comparison_one_page(Comparison const& comparison, std::string const& invented = "");

/// "A" for the first scenario, "B" for the second.
std::string scenario_letter(std::size_t scenario);

/// "+USD 1.20 M", "-0.012 a year", "+1.20 points" (of a share).
std::string spoken_difference(double value, NamedOutput const& output);
/// The interval of a difference: "+USD 1.00 M .. +USD 1.40 M".
std::string interval_of(Contrast const& contrast, NamedOutput const& output);

/// The same for programs, in full: numbers in base units.
Json comparison_json(Comparison const& comparison);

/// Why an interval should not be taken at its word, in words; empty where nothing speaks against it.
std::vector<std::string> words_of(Doubts const& doubts);

/// "94.5 %", but never certain, since means are estimated: "> 99.9 %", "< 0.1 %".
std::string probability_words(double chance);

/// "higher", "undecided", ...
std::string_view word_of(Finding finding);

}  // namespace silowalk::inline report
