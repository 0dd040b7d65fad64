// Which batches were handed in at the service that issues chain pseudonyms and are not fetched yet, of one school. A
// run that was killed is taken up here.
//
// A small file, replaced as a whole and synced at each change, readable by its owner alone. It holds numbers of batches
// and the keys of persons in the order of their places: no number of a person, nothing that is made of one.
#pragma once

#include "gateway/adapter/chain_ids.hpp"
#include "gateway/core/file_descriptor.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace schakel::pipeline {

struct open_batch {
    chain_id_batch what;
    std::string key_scheme;
    std::vector<std::string> keys; // by place
    instant submitted{};
};

class chain_id_journal {
public:
    // In `folder`, which is made. Failure: another run of this school is going on, or the file cannot be read.
    static result<std::unique_ptr<chain_id_journal>>
    open(const std::filesystem::path& folder, const std::string& school);

    const std::vector<open_batch>& batches() const { return batches_; }
    // In the place of the batch of that number; empty: beside what there is. Durable when it returns.
    result<done> note(open_batch what, const std::string& former = {});
    result<done> forget(const std::string& number);

private:
    chain_id_journal(std::filesystem::path file, int lock) : file_(std::move(file)), lock_(lock) {}
    result<done> read();
    result<done> write() const;

    std::filesystem::path file_;
    file_descriptor lock_;
    std::vector<open_batch> batches_;
};

} // namespace schakel::pipeline
