#pragma once

#include <string>

#include "engine/analysis/results/commitments.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// Tables of one scenario's promises: by initiative, by who promised whom, by silo. Empty where it has no initiative.
std::string commitments_text(std::string const& scenario, CommitmentLedger const& ledger, std::string const& currency);

/// {"initiatives": [...], "matrix": [...], "silos": [...]}: means per replication with intervals, money in the
/// currency.
Json commitments_json(CommitmentLedger const& ledger);

}  // namespace silowalk::inline report
