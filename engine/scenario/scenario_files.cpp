#include "engine/scenario/scenario_files.h"

#include "engine/base/complaint.h"
#include "engine/scenario/language/load.h"

namespace silowalk::inline scenario {

std::vector<std::string> scenario_files(std::string const& path) {
  Sources sources;
  Complaints complaints(sources);
  try {
    load_tree(read_file(path), path, sources, complaints);
  } catch (std::runtime_error const&) {
    return {path};
  }
  std::vector<std::string> files;
  for (int file = 0; file < sources.count(); ++file) files.push_back(sources.name(file));
  return files;
}

}  // namespace silowalk::inline scenario
