#include "tools/verbs.h"

namespace silowalk {

std::vector<Verb> const& verbs() {
  static std::vector<Verb> const table{
      {"print", "write a scenario out in full, in canonical form", run_print},
  };
  return table;
}

}  // namespace silowalk
