#include "engine/simulation/simulate.h"

namespace silowalk {

struct ModelTables {
  TallyAxes axes;
  std::vector<std::string> assumptions;
  std::vector<double> worth;
};

Model::Model(Scenario const&) : tables_(std::make_shared<ModelTables const>()) {}
TallyAxes const& Model::axes() const { return tables_->axes; }
bool Model::independent() const { return true; }
std::vector<std::string> const& Model::assumptions() const { return tables_->assumptions; }
std::vector<double> const& Model::worth() const { return tables_->worth; }

Tally simulate(Model const&, std::uint64_t, std::uint32_t, SimulationOptions const&) {
  throw RuntimeFailure("the engine is not built yet");
}

}  // namespace silowalk
