#pragma once

#include <deque>

#include "indexer/body/rewritten_tree.h"

namespace entrepot {

/// Puts tables where their lines stand in a rewritten tree.
/// @param meanings gets those of the new nodes.
void insert_tables(const RewrittenTree& rewritten, const MarkdownOutline& outline,
                   std::deque<NodeMeaning>& meanings);

}  // namespace entrepot
