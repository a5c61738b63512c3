#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/archive/folder_lock.h"

namespace silowalk::inline archive {

class ResultsFile;

/// The run and the scenarios to which the parts in a folder belong.
struct PartsOwner {
  Digest run;                  ///< of all on which the numbers depend: engine version, seed, block size
  std::set<Digest> scenarios;  ///< of the scenarios' texts
};

/// The folder `OUT.h5.parts` beside a results file that is not finished: one immutable file per block and a manifest
/// that names the run and its scenarios. Parts are named by the digest of their scenario, so a command that lists the
/// same scenarios in another order, or more of them, continues the run.
/// One process at a time. In it load(), holds() and save() may be called by several threads at once.
class PartFolder : public BlockStore {
 public:
  /// Takes over a locked folder. Throws RuntimeFailure where its parts belong to another run or to scenarios that the
  /// owner does not have (unless `discard`: then they are removed), or where it cannot be written.
  PartFolder(FolderLock lock, PartsOwner const& owner, bool discard = false);
  /// Makes and locks the folder first: see FolderLock.
  PartFolder(std::string path, PartsOwner const& owner, bool discard = false);

  /// Sets a function that is called with a sentence about each stored block that cannot be used (it is run again).
  /// Called by one thread at a time. Set it before the first load().
  void on_notice(std::function<void(std::string const&)> notice) { notice_ = std::move(notice); }
  /// Sets what the tallies of a scenario look like: a part of another shape counts as damaged. Call it before the first
  /// load() of a scenario.
  void expect_shape(Digest const& scenario, TallyAxes const& axes);
  /// Makes load() and holds() look for blocks without a part in this file of an earlier run, but not those of the
  /// scenarios in `damaged`. Preconditions: the same seed and version; the file outlives this object; no load() is
  /// under way. Null: no such file.
  void use_also(ResultsFile const* results, std::set<Digest> damaged = {});

  std::optional<std::vector<Tally>> load(Block const& block) override;
  /// Reads and checks a part. Of the results file it checks only that it has such replications.
  bool holds(Block const& block) override;
  /// Writes a part, which is durable when it returns: written beside its place, synchronised, renamed.
  void save(Block const& block, std::vector<Tally> const& tallies) override;

  /// Returns whether a scenario of the results file is damaged: one that use_also() was told, or that load() could not
  /// read. holds() is false for its blocks that have no part. Precondition: no load() is under way.
  bool found_damage() const { return !damaged_.empty(); }

  /// Removes the parts and the folder. Errors are ignored: a part that stays is still a valid part of this run.
  void remove();

  std::string const& path() const { return lock_.folder(); }  ///< as given to the constructor

 private:
  std::string file_of(Block const& block) const;
  /// Read a block from its part or from the results file. Both return none on damage, after a notice.
  std::optional<std::vector<Tally>> load_part(Block const& block);
  std::optional<std::vector<Tally>> load_from_results(Block const& block);
  /// Returns the scenario's place in the results file; none where the file lacks the block. Call it with `mutex_` held.
  std::optional<std::size_t> place_in_results(Block const& block) const;
  /// Reads a block from the results file. Precondition: place_in_results() gave `scenario` for it, and `mutex_` is
  /// held. Throws RuntimeFailure.
  std::vector<Tally> read_near(std::size_t scenario, Block const& block);

  /// Tallies from replication `first` on, decompressed from the results file.
  struct Inflated {
    std::uint32_t first = 0;
    std::vector<Tally> tallies;
  };

  FolderLock lock_;
  Digest run_;        ///< PartsOwner::run
  std::mutex mutex_;  ///< protects the results file, what is known of it, and calls of `notice_`
  std::function<void(std::string const&)> notice_;
  ResultsFile const* results_ = nullptr;
  std::map<Digest, Tally> shapes_;            ///< empty tallies, by scenario
  std::map<Digest, std::size_t> places_;      ///< in the results file, by scenario
  std::set<Digest> damaged_;                  ///< scenarios of the results file
  std::map<std::size_t, Inflated> inflated_;  ///< by place: the last tallies read; 4 scenarios at most
};

/// Removes the parts that a results file holds, and what interrupted writes left behind: a process that ends between
/// the rename of the file and the removal of the folder leaves them. Without parts the manifest goes too. Parts of
/// another run and of scenarios in `damaged` stay. Null: no file. Errors are ignored.
void remove_finished_parts(FolderLock const& lock, Digest const& run, ResultsFile const* results,
                           std::set<Digest> const& damaged);

/// The content of a folder of parts, for a reader without a plan.
struct PartFolderContent {
  std::string run;                   ///< digest as written in the manifest; "" where there is none
  std::size_t sound = 0;             ///< parts whose checksum matches
  std::vector<std::string> damaged;  ///< names of the other part files, sorted
};
/// Reads every part of a folder and checks its checksum. Takes no lock: a run may be writing to the folder. Throws
/// RuntimeFailure where the folder or a part cannot be read.
PartFolderContent inspect_parts(std::string const& path);

}  // namespace silowalk::inline archive
