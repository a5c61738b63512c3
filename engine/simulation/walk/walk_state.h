#pragma once

#include "engine/base/random.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/features.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/walk/story_recorder.h"

namespace silowalk::inline simulation {

/// What every step of a walk needs: the model, the names of the random words, and where postings and stories go.
template <Features F>
struct WalkState {
  /// `sink`: may be null. `with_tables` and `with_key` must outlive the walk.
  WalkState(ModelTables const& with_tables, RandomKey const& with_key, VisitSink* sink)
      : tables(with_tables), key(with_key), ledger(with_tables), story(with_tables, sink) {}

  ModelTables const& tables;
  RandomKey const& key;
  Ledger ledger;
  StoryRecorder<F.stories> story;
};

}  // namespace silowalk::inline simulation
