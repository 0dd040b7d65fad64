// A large document is read on a thread of its own. Nothing of what is told may depend on that.
#include "adapters/common/edex/read.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "setup.hpp"

#include <stdexcept>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::size_t one_thread = static_cast<std::size_t>(-1), two_threads = 0; // bytes read on the caller's thread

const validation::xsd_schema& schema() {
    static const auto compiled = compile_bundled(
        std::vector<std::string>{"edexml/2.1/edexml.xsd"}, validation::schema_catalogue(schemas::bundled)
    );
    return compiled.schema;
}

// Everything that is told, as text.
class told_objects final : public edex::object_handler {
public:
    explicit told_objects(std::size_t most = one_thread) : most_(most) {}

    void school(const edex::wire::school& one) override { tell({one.schooljaar, one.brincode, one.toevoegingen}); }
    void vestiging(const edex::wire::vestiging& one) override { tell({one.key, one.naam}); }
    void groep(const edex::wire::groep& one) override { tell({one.key, one.naam, one.toevoegingen}); }
    void leerling(const edex::wire::leerling& one) override {
        tell({one.key, one.eckid, one.achternaam, one.voornamen, one.roepnaam, one.groep, one.toevoegingen});
        for (const edex::wire::value& group : one.samengestelde_groepen) tell({group});
        text += one.repeats_a_group ? " twice" : "";
    }
    void leerkracht(const edex::wire::leerkracht& one) override {
        tell({one.key, one.achternaam, one.emailadres});
        for (const edex::wire::group_reference& group : one.groepen) tell({group.key});
    }

    std::string text;

private:
    void tell(std::initializer_list<edex::wire::value> values) {
        if (++count_ > most_) throw std::runtime_error("enough");
        for (const edex::wire::value& one : values)
            text.append(one.text).append("@").append(std::to_string(one.at)).append(";");
        text += '\n';
    }
    std::size_t most_, count_ = 0;
};

edex::objects_read read_by(std::string_view bytes, edex::object_handler& into, std::size_t alone) {
    static const edex::document_form form{{}, {"EDEX"}};
    return edex::read_objects({bytes, nullptr, {}, {}}, file_limits(), schema(), form, into, alone);
}

std::string shown(const findings& list) {
    std::string out;
    for (const finding& one : list)
        out.append(one.broken->id)
            .append(" ")
            .append(one.where.path)
            .append(" ")
            .append(one.expected)
            .append(" ")
            .append(one.got)
            .append("\n");
    return out;
}

void check_alike(std::string_view bytes) {
    told_objects alone, apart;
    const edex::objects_read one = read_by(bytes, alone, one_thread), two = read_by(bytes, apart, two_threads);
    CHECK(alone.text == apart.text);
    CHECK(one.counts == two.counts);
    CHECK(one.container == two.container);
    CHECK(one.checked.well_formed == two.checked.well_formed);
    CHECK(shown(one.checked.scan_findings) == shown(two.checked.scan_findings));
    CHECK(shown(one.checked.schema_findings) == shown(two.checked.schema_findings));
}

// Enough pupils for many batches, among them names with references, additions, keys that come twice, references to
// groups that are not there and values that are not allowed.
std::string school_with_faults() {
    std::string out =
        "<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school><groepen>"
        "<groep key=\"g1\"><naam>1 &amp; 2</naam></groep><samengestelde_groep key=\"s1\"><naam>Muziek</naam>"
        "</samengestelde_groep></groepen><leerlingen>";
    for (int i = 0; i < 2000; ++i) {
        const std::string key = std::to_string(i % 97 == 3 ? i - 1 : i);
        out += "<leerling key=\"" + key + "\"><achternaam>Test &amp; " + key + "</achternaam><roepnaam>T" + key +
               "</roepnaam>";
        if (i % 51 == 0) out += "<geslacht>7</geslacht>";
        out += i % 77 == 0 ? "<groep key=\"nergens\"/>" : "<groep key=\"g1\"/>";
        out += "<samengestelde_groepen><samengestelde_groep key=\"s1\"/>";
        if (i % 33 == 0) out += "<samengestelde_groep key=\"s&#49;\"/>";
        out += "</samengestelde_groepen>";
        if (i % 5 == 0) out += "<toevoegingen><blok><code>" + key + "&lt;</code></blok></toevoegingen>";
        out += "</leerling>";
    }
    return out + "</leerlingen></EDEX>";
}

} // namespace

TEST_CASE("A document tells the same on one thread and on two") {
    const std::string whole = school_with_faults();
    check_alike(whole);
    check_alike(std::string_view(whole).substr(0, whole.size() / 2));
    check_alike("<EDEX/>");
    check_alike("");
}

TEST_CASE("Whoever takes the objects of a large document may give up") {
    const std::string whole = school_with_faults();
    for (const std::size_t after : {0U, 1U, 700U, 3000U}) {
        told_objects alone(after), apart(after);
        CHECK_THROWS_AS(read_by(whole, alone, one_thread), std::runtime_error);
        CHECK_THROWS_AS(read_by(whole, apart, two_threads), std::runtime_error);
        CHECK(alone.text == apart.text);
    }
}
