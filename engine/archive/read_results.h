#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/simulation/model/tally.h"
#include "engine/statistics/estimate.h"

namespace silowalk::inline archive {

/// Returns whether there is an ordinary file of HDF5 at the path: a results file, if anything of silowalk's.
bool is_hdf5_file(std::string const& path);

/// A results file, or several as one, open for reading. Comparisons, attributions and tables read their tallies from
/// here, a few replications at a time, instead of simulating again. One thread at a time in the whole program (HDF5).
/// A `scenario` is a place in header().scenarios; an invalid one throws std::out_of_range.
class ResultsFile {
 public:
  /// Opens the file and reads its header: see open_results(), which checks all but the numbers. Throws RuntimeFailure
  /// where the file cannot be read, is no results file, was damaged or changed, or has a format that this version does
  /// not know.
  explicit ResultsFile(std::string const& path);
  /// Opens a file without checking its seals, to find out what is whole in it. Where `unreadable` is given, scenarios
  /// that cannot be read are added to it and left out.
  static ResultsFile unsealed(std::string const& path, std::vector<UnreadableScenario>* unreadable = nullptr);
  ~ResultsFile();
  ResultsFile(ResultsFile&&) noexcept;
  ResultsFile& operator=(ResultsFile&&) noexcept;

  /// Opens a further file and adds its scenarios after those that are here. One whose name is taken gets the file's
  /// name too: "Status quo (other.h5)". The header stays that of the first file, but for a precision rule: of two, the
  /// one with the earlier first look is kept. Throws as the constructor does.
  void add(std::string const& path);

  std::string const& path() const;      ///< as given to the constructor
  ResultsHeader const& header() const;  ///< valid while this object lives, until add()

  /// Returns the place of a scenario by its name or letter. Throws InvalidInput, with a guess, where there is none.
  std::size_t scenario_named(std::string const& name) const;

  /// Returns the scenario as its author wrote it. Throws InvalidRequest where the file does not have it.
  WrittenScenario const& as_written(std::size_t scenario) const;

  /// Returns replications [first, first + count). Fields that are not needed are zero and are not read. The first call
  /// for a scenario reads all its numbers and compares them with their digest. Throws RuntimeFailure where a dataset
  /// cannot be read (a checksum included), the digest does not match, or there are no such replications.
  std::vector<Tally> tallies(std::size_t scenario, std::uint32_t first, std::uint32_t count,
                             FieldsNeeded const& fields = FieldsNeeded::all()) const;

  /// Returns every output's value in every replication, in replication order: one series per output. Reads the needed
  /// fields once for all outputs; memory does not grow with the number of replications, but for the series.
  /// Precondition: the outputs were made for this scenario's frame.
  std::vector<Series> evaluate(std::size_t scenario, std::vector<NamedOutput> const& outputs) const;

  /// Returns whether all that the file says of a scenario besides its numbers is what was written: its seal matches.
  bool is_sealed(std::size_t scenario) const;
  /// Returns whether all that the file says besides its numbers is. Precondition: no file was added.
  bool is_sealed() const;
  /// Returns whether a scenario's numbers give the digest in the file. Reads all of them, at the first call where they
  /// do. Throws RuntimeFailure where they cannot be read.
  bool is_sound(std::size_t scenario) const;
  /// Computes the digest of a scenario's results from the numbers in the file. Throws RuntimeFailure where they cannot
  /// be read.
  Digest recompute(std::size_t scenario) const;
  /// Computes the digest of the whole file from the numbers in it. Precondition: no file was added.
  Digest recompute() const;

 private:
  struct Open;
  explicit ResultsFile(std::unique_ptr<Open> open);
  std::unique_ptr<Open> open_;  ///< null only when moved from
};

}  // namespace silowalk::inline archive
