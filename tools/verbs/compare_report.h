#pragma once

#include <string>

#include "engine/evidence/comparison.h"
#include "tools/json.h"

namespace silowalk {

/// What `silowalk compare` says to people: who wins and how sure, what differs, who is hurt and where, the dashboards
/// against reality, goals, the customer asset statements, and what not to trust. `by_segment`: the statements of every
/// segment, too.
std::string comparison_text(Comparison const& comparison, bool by_segment);

/// The same for programs, in full: numbers in base units.
Json comparison_json(Comparison const& comparison);

/// Why an interval should not be taken at its word, in words; empty where nothing speaks against it.
std::vector<std::string> words_of(Doubts const& doubts);

/// "higher", "undecided", ...
std::string_view word_of(Finding finding);

}  // namespace silowalk
