// The same work for many things, on two threads: the calling one and another. For work of milliseconds and more in
// which one thing does not wait for another; the order in which they are taken up is theirs, their end is not told.
#pragma once

#include <cstddef>
#include <functional>

namespace schakel {

// Returns when `work` has returned for every number below `count`. Throws what it threw. Where the system gives no
// thread the calling one does it all.
void on_threads(std::size_t count, const std::function<void(std::size_t)>& work);

} // namespace schakel
