// The hash of a graph: sha256 over its contents in their order, texts as they are and never as references.
#include "gateway/crypto/digest.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"

namespace schakel::mapping::goals {

namespace {

// Takes numbers and texts. The digest covers the digest before it and the next megabyte, so that memory stays small.
class running_digest {
public:
    template <class... Numbers>
    void numbers(Numbers... all) {
        (number(all), ...);
    }
    void text(std::string_view bytes) {
        number(bytes.size());
        pending_ += bytes;
        if (pending_.size() >= block) close();
    }
    std::string hex() {
        close();
        return crypto::to_hex(digest_);
    }

private:
    static constexpr std::size_t block = std::size_t{1} << 20;

    template <class Number>
    void number(Number value) {
        const auto bits = static_cast<std::uint64_t>(value);
        for (int i = 0; i < 8; ++i) pending_ += static_cast<char>((bits >> (8 * i)) & 0xff);
    }
    void close() {
        pending_.insert(0, digest_);
        digest_ = crypto::sha256(pending_);
        pending_.clear();
    }

    std::string pending_, digest_;
};

} // namespace

std::string goal_graph::hash() const {
    running_digest into;
    into.numbers(goal_count_, node_count(), edges_.size(), frameworks_.size(), owners_.size(), groups_.size());
    for (const framework_part& one : frameworks_) {
        for (const text_ref ref : {one.id, one.title, one.publisher, one.language, one.uri_prefixes})
            into.text(text(ref));
        into.numbers(one.first_goal, one.last_goal, one.first_release, one.releases, one.roll_up);
    }
    for (const owner_part& one : owners_) {
        for (const text_ref ref :
             {one.id, one.name, one.version, one.title, one.author, one.subject_release, one.object_release})
            into.text(text(ref));
        into.numbers(
            one.kind, one.framework, one.object_framework, one.at, one.from, one.to, one.confidence, one.review,
            one.signature, one.draft
        );
    }
    for (node at = 0; at < node_count(); ++at) {
        into.text(id(at));
        into.numbers(framework_of(at), parts(at).size());
        for (const goal_part& one : parts(at)) {
            for (const text_ref ref : {one.statement, one.title, one.code, one.kind, one.levels, one.subjects})
                into.text(text(ref));
            into.numbers(
                one.first, one.last, one.from, one.to, one.weight, one.state, one.central_exam, one.school_exam,
                one.grouping, one.optional, one.attitude
            );
        }
    }
    for (const edge& one : edges_) {
        for (const text_ref ref : {one.id, one.author, one.note, one.predicate}) into.text(text(ref));
        into.numbers(
            one.subject, one.object, one.group, one.owner, one.first, one.last, one.from, one.to, one.confidence,
            one.coverage_of_subject, one.coverage_of_object, one.what, one.why, one.review
        );
    }
    for (const group_part& one : groups_) {
        into.text(text(one.id));
        into.text(text(one.title));
        into.numbers(one.owner, one.subjects, one.objects, one.alternatives);
    }
    for (const dangling_end& one : dangling_) {
        into.text(text(one.association));
        into.text(text(one.missing));
        into.numbers(one.owner, one.is_subject);
    }
    for (const unmatched_goal& one : unmatched_) {
        into.text(text(one.association));
        into.numbers(one.goal, one.owner);
    }
    for (const doubled_goal& one : doubled_) into.numbers(one.goal, one.owner);
    for (const alias& one : aliases_) {
        into.text(text(one.address));
        into.numbers(one.goal);
    }
    return into.hex();
}

} // namespace schakel::mapping::goals
