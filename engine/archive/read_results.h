#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/simulation/model/tally.h"
#include "engine/statistics/estimate.h"

namespace silowalk::inline archive {

/// A results file, open for reading. What has been simulated need not be simulated again: comparisons, attributions and
/// tables take their tallies from here, a few replications at a time. One thread at a time in the whole program.
class ResultsFile {
 public:
  /// Throws RuntimeFailure where it cannot be read, is no results file, or is of a format that this version does not
  /// know.
  explicit ResultsFile(std::string const& path);
  ~ResultsFile();
  ResultsFile(ResultsFile&&) noexcept;
  ResultsFile& operator=(ResultsFile&&) noexcept;

  std::string const& path() const;
  ResultsHeader const& header() const;

  /// The place of a scenario by its name. Throws InvalidInput with a guess.
  std::size_t scenario_named(std::string const& name) const;

  /// Replications [first, first + count). Fields that are not needed are left zero and cost nothing.
  std::vector<Tally> tallies(std::size_t scenario, std::uint32_t first, std::uint32_t count,
                             FieldsNeeded const& fields = FieldsNeeded::all()) const;

  /// Every output's value in every replication, in replication order: one series per output.
  std::vector<Series> evaluate(std::size_t scenario, std::vector<NamedOutput> const& outputs) const;

  /// The digest of a scenario's results, computed again from what stands in the file.
  Digest recompute(std::size_t scenario) const;
  /// The same of the whole file.
  Digest recompute() const;

 private:
  struct Open;
  std::unique_ptr<Open> open_;
};

}  // namespace silowalk::inline archive
