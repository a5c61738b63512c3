#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "engine/archive/results.h"
#include "engine/archive/write_results.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk::toy {

/// A temporary directory that its destructor removes. An empty path where it could not be created.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "silowalk-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  std::string operator/(std::string const& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// Returns the tally of a replication, the same at every call.
inline Tally replication(std::size_t scenario, std::uint32_t number) { return random(axes(), scenario + 1, number); }

/// Returns the tallies of replications first to first + count - 1.
inline std::vector<Tally> replications(std::size_t scenario, std::uint32_t first, std::uint32_t count) {
  std::vector<Tally> some;
  for (std::uint32_t i = 0; i < count; ++i) some.push_back(replication(scenario, first + i));
  return some;
}

/// Returns the header of two scenarios with `count` replications each. Their texts are not ASCII.
inline ResultsHeader header(std::uint32_t count) {
  ResultsHeader header;
  header.engine_version = "0.1.0";
  header.seed = 42;
  header.complete = true;
  header.plan = digest_of("a plan");
  for (std::string const name : {"as is", "as-is"}) {  // both names give the same group name
    ScenarioResults each;
    each.name = name;
    each.text = "name = \"" + name + "\"\n# caf\u00e9\n";
    each.digest = digest_of(each.text);
    each.frame = frame();
    each.assumptions = {"worth per head is made up", "nothing is ignored"};
    each.worth = {12.5, 300, 0};
    each.replications = count;
    each.start = *parse_date("2026-03-01");
    each.titles.silos = {"Verkauf & L\u00e4den", "care", "(company)"};
    header.scenarios.push_back(each);
  }
  return header;
}

}  // namespace silowalk::toy
