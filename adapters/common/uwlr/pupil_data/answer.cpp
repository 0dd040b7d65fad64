#include "adapters/common/uwlr/pupil_data/answer.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_data/wanted_people.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "gateway/adapter/narrowed_view.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::uwlr::pupil_data {

namespace {

namespace roster = model::roster;

reply soap_head() {
    reply head;
    head.headers.add("Content-Type", "text/xml; charset=utf-8");
    return head;
}

// Envelope, Body and the answer's root.
void open_answer(xml::writer& out, const call_words& words) {
    out.declaration();
    out.open("soap:Envelope");
    out.attribute("xmlns:soap", space::soap);
    out.open("soap:Body");
    out.open(words.answer);
    out.attribute("xmlns", space::pupil_data);
}

constexpr int opened_by_answer = 3;

void close_all(xml::writer& out, int count) {
    for (; count > 0; --count) out.close();
}

// `why` is geenwijzigingen or geengegevens, which hold nothing, not even a blank.
roster_answer without_data(const call_words& words, std::string_view why) {
    xml::writer out;
    open_answer(out, words);
    out.open(why);
    close_all(out, 1 + opened_by_answer);
    roster_answer answer{soap_head(), nullptr, std::make_shared<answer_tally>()};
    answer.head.body = out.finish();
    return answer;
}

// aanmaakdatum tells milliseconds. Who drops them is told everything rather than nothing.
bool is_unchanged(const roster_question& asked, const roster_view& view) {
    return asked.known_until && std::chrono::floor<std::chrono::milliseconds>(view.changed_at()) <= *asked.known_until;
}

bool is_of_another_year(const roster_question& asked, const roster_view& view) {
    const std::string& year = view.head().school_year;
    return !year.empty() && !asked.school_year.empty() && year != asked.school_year;
}

class answer_stream final : public byte_source {
public:
    answer_stream(std::shared_ptr<const roster_view> view, std::unique_ptr<written_roster> what)
        : view_(std::move(view)), what_(std::move(what)) {}

    written_roster& what() { return *what_; }

    // False: nobody is there to tell about.
    bool begin(const edex::written_document& document) {
        writer_ = edex::write_document(*view_, what_->target, draft_rules(), document);
        return writer_->next(first_);
    }

    bool next(std::string& into) override {
        if (first_.empty()) return writer_->next(into);
        into += first_;
        first_.clear();
        return true;
    }

private:
    std::shared_ptr<const roster_view> view_;
    std::unique_ptr<written_roster> what_;
    std::unique_ptr<roster_writer> writer_;
    std::string first_; // read ahead, to know whether there is anything
};

class data_writer final : public roster_writer {
public:
    data_writer(const roster_view& view, std::unique_ptr<written_roster> what, const edex::written_document& document)
        : what_(std::move(what)), writer_(edex::write_document(view, what_->target, draft_rules(), document)) {}

    bool next(std::string& into) override { return writer_->next(into); }
    const field_fate& fate() const override { return writer_->fate(); }
    const findings& refused() const override { return writer_->refused(); }

private:
    std::unique_ptr<written_roster> what_;
    std::unique_ptr<roster_writer> writer_;
};

// Which lists a call has.
edex::written_document lists_of(call which) {
    edex::written_document document;
    document.branches = document.groups = which == call::everything || which == call::structure;
    document.pupils = which == call::everything || which == call::pupils;
    document.teachers = which == call::everything || which == call::teachers;
    if (which != call::structure) document.nobody = &rule_named("uwlr.roster-nobody");
    return document;
}

// A question in the older version is answered in it.
void speak_older(edex::target& target, std::string_view older) {
    target.xsdversie = older;
    target.has_eckid = false;
    target.longest_key = 64;
}

// What the roster does not know of itself is known of the question and the view.
void complete(roster::head& head, const roster_question& asked, const roster_view& view) {
    if (head.school_year.empty()) head.school_year = asked.school_year;
    head.made_at = view.changed_at();
    if (!head.reference_date) head.reference_date = date_in_amsterdam(view.changed_at());
}

wanted_people people_of(const question& asked, const written_roster& what, const roster_view& view) {
    edex::draft keys(what.target, draft_rules(), view.head().school);
    return wanted_people(asked, view, [&](const roster::group& one) { return std::string(keys.groep(one).key.text); });
}

// A question about groups is answered from those who are in them, where that is known beforehand.
std::shared_ptr<const roster_view> narrowed_to(const wanted_people& people, std::shared_ptr<const roster_view> view) {
    auto persons = people.candidates(*view);
    if (!persons) return view;
    return narrowed(std::move(view), roster::record_kind::person, *std::move(persons));
}

edex::written_document document_for(
    const question& asked, const call_words& words, written_roster& what, std::optional<wanted_people> people
) {
    edex::written_document document = lists_of(asked.which);
    document.head = &what.head;
    document.open = [&words](xml::writer& out) {
        open_answer(out, words);
        out.open(words.data);
    };
    document.close = [](xml::writer& out) { close_all(out, 1 + opened_by_answer); };
    document.wanted = [&what](const auto& who, auto) { return what.tells(who); };
    if (people) {
        document.wanted = [&what, asked_for = *std::move(people)](const auto& who, const auto in) {
            return asked_for(who, in) && what.tells(who);
        };
    }
    return document;
}

} // namespace

roster_answer answer_question(
    const roster_question& asked, std::shared_ptr<const roster_view> view, const answering& options,
    const profiles& known_profiles, const spoken_data& version
) {
    const question& words_asked = *std::static_pointer_cast<const question>(asked.parsed);
    const call_words& words = words_of(words_asked.which);
    if (is_unchanged(asked, *view)) return without_data(words, "geenwijzigingen");
    if (is_of_another_year(asked, *view)) return without_data(words, "geengegevens");

    auto what = std::make_unique<written_roster>(
        *view, options.school, known_profiles.answered(asked.profile, options.profile), version, options.parameters
    );
    complete(what->head, asked, *view);
    if (!version.older.empty() && words_asked.xsdversie.text == version.older) speak_older(what->target, version.older);

    std::optional<wanted_people> people;
    if (words.about_groups()) {
        people = people_of(words_asked, *what, *view);
        view = narrowed_to(*people, std::move(view));
    }
    auto stream = std::make_unique<answer_stream>(std::move(view), std::move(what));
    const auto tally = std::make_shared<answer_tally>();
    edex::written_document document = document_for(words_asked, words, stream->what(), std::move(people));
    document.tally = tally;
    if (!stream->begin(document)) return without_data(words, "geengegevens");
    return {soap_head(), std::move(stream), tally};
}

std::unique_ptr<roster_writer> write_data(
    const roster_view& view, const encode_options& options, const profiles& known_profiles, const spoken_data& version
) {
    const auto named = options.parameters.find("profile");
    auto what = std::make_unique<written_roster>(
        view, options.school, known_profiles.answered({}, named == options.parameters.end() ? "" : named->second),
        version, options.parameters
    );
    const call_words& words = words_of(call::everything);
    edex::written_document document = lists_of(call::everything);
    document.head = &what->head;
    document.pretty = true;
    document.open = [&words](xml::writer& out) {
        out.declaration();
        out.open(words.data);
        out.attribute("xmlns", space::pupil_data);
    };
    document.close = [](xml::writer& out) { out.close(); };
    return std::make_unique<data_writer>(view, std::move(what), document);
}

} // namespace schakel::uwlr::pupil_data
