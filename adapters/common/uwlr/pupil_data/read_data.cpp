#include "adapters/common/uwlr/pupil_data/read_data.hpp"

#include "adapters/common/edex/values.hpp"
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_data/object_quirks.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/schema_layer.hpp"
#include "gateway/codec/xml_document.hpp"

#include <algorithm>

namespace schakel::uwlr::pupil_data {

namespace {

namespace roster = model::roster;
using content = document_read::content;

const edex::document_form& form() {
    static const edex::document_form made = [] {
        edex::document_form one{space::pupil_data, {}};
        for (const call_words& words : calls()) one.containers.push_back(words.data);
        return one;
    }();
    return made;
}

// The head is told once; what a later answer says of the school is the same.
class first_head final : public edex::object_handler {
public:
    first_head(edex::object_handler& to, bool& told) : to_(to), told_(told) {}

    void school(const edex::wire::school& one) override {
        if (!told_) to_.school(one);
        told_ = true;
    }
    void vestiging(const edex::wire::vestiging& one) override { to_.vestiging(one); }
    void groep(const edex::wire::groep& one) override { to_.groep(one); }
    void leerling(const edex::wire::leerling& one) override { to_.leerling(one); }
    void leerkracht(const edex::wire::leerkracht& one) override { to_.leerkracht(one); }

private:
    edex::object_handler& to_;
    bool& told_;
};

// Whose data they are, and of when.
class about_school final : public edex::object_handler {
public:
    about_school(const model::identifiers& expected, findings& out) : expected_(expected), out_(out) {}

    void school(const edex::wire::school& one) override {
        made_at = edex::read_moment(one.aanmaakdatum.text);
        const model::identifiers told = edex::school_of(one);
        for (const std::string_view scheme :
             {model::scheme::brin, model::scheme::dependance, model::scheme::school_key}) {
            const std::string_view wanted = model::value_of(expected_, scheme);
            const std::string_view got = model::value_of(told, scheme);
            if (!wanted.empty() && !got.empty() && wanted != got)
                out_.push_back(found("uwlr.roster-other-school", one.at, std::string(wanted), masked(got)));
        }
    }

    std::optional<instant> made_at;

private:
    const model::identifiers& expected_;
    findings& out_;
};

// Header blocks of an answer are not ours to judge.
bool in_header(const finding& one) {
    const std::string& path = one.where.path;
    const std::size_t second = path.find('/', 1);
    if (second == std::string::npos) return false;
    const std::string step = path.substr(second + 1, path.find('[', second) - second - 1);
    return step == "Header" || step.ends_with(":Header");
}

// The element in the Body, or the root of a document without envelope.
xml::node content_of(const xml::node& root) {
    return root.is(space::soap, "Envelope") ? root.child(space::soap, "Body").first_child() : root;
}

std::string without_prefix(std::string_view code) {
    return std::string(code.substr(code.find(':') + 1)); // npos + 1 is 0
}

} // namespace

// One document on its way through the schema, the rules and the translation to records.
class data_reader::one_document {
public:
    one_document(data_reader& whole, roster_sink& into)
        : whole_(whole), places_(whole.options_.quirks), rules_(whole.with_.spoken, whole.with_.own, list()),
          school_(whole.school_, list()), records_(into), head_(records_, whole.has_head_),
          fresh_({&whole.references_, &head_}), all_({&places_, &rules_, &school_, among_all()}) {
        whole_.rule_findings_.clear();
        whole_.people_.begin_document(fresh_);
    }

    document_read run(const roster_input& input) {
        decode_options& options = whole_.options_;
        auto read = edex::read_objects(input, limits_with(options), whole_.with_.schema, form(), all_);
        whole_.reading_.report.add(layer::well_formed, std::move(read.checked.scan_findings));
        if (!read.checked.well_formed) return {};
        findings& schema = read.checked.schema_findings;
        std::erase_if(schema, in_header);
        places_.apply(schema);
        if (read.container.empty()) return without_objects(input.bytes, std::move(schema));

        const call_words& words = *call_of_data(read.container);
        add(layer::schema, std::move(schema), input.bytes);
        rules_.finish();
        judge_references(words.which);
        if (whole_.reading_.report.rejects()) keep_version_only();
        add(layer::rules, std::move(list()), input.bytes);
        roster_reading& reading = whole_.reading_;
        reading.kind = words.data;
        reading.version = rules_.version();
        reading.holds = extents_of(words.which);
        reading.trace.add(edex::trace_of(read.counts));
        return {content::data, words.which, {}, school_.made_at};
    }

private:
    findings& list() { return whole_.rule_findings_; }
    edex::object_handler* among_all() {
        if (whole_.several_) return &whole_.people_;
        return &fresh_;
    }

    // What a single step refers to is told by another one.
    void judge_references(call which) {
        const rule* unknown = reference_rules().unknown_reference;
        const bool has_structure = which == call::everything || which == call::structure;
        whole_.has_structure_ = whole_.has_structure_ || has_structure;
        if (!whole_.has_structure_) std::erase_if(list(), [&](const finding& one) { return one.broken == unknown; });
    }

    // The rules on content speak only of data that their schema accepts.
    void keep_version_only() {
        std::erase_if(list(), [](const finding& one) { return !one.broken->id.starts_with("uwlr.version"); });
    }

    // No data: an exception of the protocol, a fault, or something else.
    document_read without_objects(std::string_view bytes, findings schema) {
        const xml::document document = xml::document::parse_scanned(bytes);
        const xml::node answer = content_of(document.root());
        if (answer.is(space::soap, "Fault"))
            return {content::fault, {}, without_prefix(answer.child({}, "faultcode").text()), {}};
        const call_words* words = answer.space() == space::pupil_data ? call_of_answer(answer.local()) : nullptr;
        if (!words) {
            const std::size_t at = answer ? answer.offset() : document.root().offset();
            const std::string wanted(words_of(call::everything).answer);
            add(layer::schema, {found("uwlr.answer-root", at, wanted, masked(answer.local()))}, bytes);
            return {};
        }
        add(layer::schema, std::move(schema), bytes);
        whole_.reading_.kind = words->answer;
        const bool unchanged = static_cast<bool>(answer.child(space::pupil_data, "geenwijzigingen"));
        const bool nothing = static_cast<bool>(answer.child(space::pupil_data, "geengegevens"));
        return {unchanged ? content::unchanged : nothing ? content::nothing : content::other, words->which, {}, {}};
    }

    void add(layer which, findings found, std::string_view bytes) {
        std::ranges::stable_sort(found, {}, [](const finding& one) { return one.where.offset; });
        add_placed(whole_.reading_.report, which, std::move(found), bytes, whole_.options_);
    }

    data_reader& whole_;
    object_places places_;
    object_rules rules_;
    about_school school_;
    edex::to_records records_;
    first_head head_;
    edex::handlers fresh_; // people who were not in an earlier document
    edex::handlers all_;
};

data_reader::data_reader(const data_reading& with, decode_options options, model::identifiers school, documents count)
    : with_(with), options_(std::move(options)), school_(std::move(school)),
      references_(reference_rules(), rule_findings_), people_(rule_findings_), several_(count == documents::several) {}

data_reader::~data_reader() = default;

document_read data_reader::read(const roster_input& input, roster_sink& into) {
    return one_document(*this, into).run(input);
}

extents extents_of(call which) {
    extents all{};
    const auto set = [&](roster::record_kind kind, extent what) { all[static_cast<std::size_t>(kind)] = what; };
    const bool everything = which == call::everything;
    if (everything || which == call::structure) {
        set(roster::record_kind::organisation, extent::full);
        set(roster::record_kind::group, extent::full);
    }
    if (which == call::structure) return all;
    set(roster::record_kind::person, everything ? extent::full : extent::delta);
    set(roster::record_kind::membership, everything ? extent::full : extent::delta);
    return all;
}

roster_reading
read_data(const roster_input& input, const decode_options& options, const data_reading& with, roster_sink& into) {
    data_reader reader(with, options, {}, data_reader::documents::one);
    reader.read(input, into);
    return reader.reading();
}

} // namespace schakel::uwlr::pupil_data
