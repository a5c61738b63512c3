#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "engine/scenario/read.h"

// One folder per case: scenario.toml (and what it needs), overrides.txt with one override a line where there are any,
// expected.txt with all that is said about it, paths relative to tests/complaints. SILOWALK_REGENERATE=1 rewrites
// expected.txt: read the difference before believing it.
namespace silowalk {
namespace {

namespace fs = std::filesystem;

std::string const root = std::string(SILOWALK_SOURCE_DIR) + "/tests/complaints/";

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (fs::directory_entry const& entry : fs::directory_iterator(root))
    if (fs::exists(entry.path() / "scenario.toml")) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string contents(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Override> overrides_of(std::string const& name) {
  std::ifstream file(root + name + "/overrides.txt");
  std::vector<Override> overrides;
  for (std::string line; std::getline(file, line);) overrides.push_back(parse_override(line));
  return overrides;
}

/// Paths as they would look from tests/complaints.
std::string without_root(std::string text) {
  for (std::size_t at = text.find(root); at != std::string::npos; at = text.find(root)) text.erase(at, root.size());
  return text;
}

std::string said_about(std::string const& name) {
  std::vector<Complaint> warnings;
  std::string said;
  try {
    read_scenario(root + name + "/scenario.toml", overrides_of(name), &warnings);
  } catch (InvalidInput const& invalid) {
    said = describe(invalid.complaints());
  }
  return without_root(said + describe(warnings));
}

std::string name_of(testing::TestParamInfo<std::string> const& test) { return test.param; }

class Complaints : public testing::TestWithParam<std::string> {};

TEST_P(Complaints, AreWorded) {
  std::string const said = said_about(GetParam());
  EXPECT_FALSE(said.empty());
  std::string const path = root + GetParam() + "/expected.txt";
  if (std::getenv("SILOWALK_REGENERATE") != nullptr) std::ofstream(path, std::ios::binary) << said;
  EXPECT_EQ(said, contents(path));
}

INSTANTIATE_TEST_SUITE_P(Cases, Complaints, testing::ValuesIn(cases()), name_of);

TEST(ComplaintCases, AreMany) { EXPECT_GE(cases().size(), 60U); }

}  // namespace
}  // namespace silowalk
