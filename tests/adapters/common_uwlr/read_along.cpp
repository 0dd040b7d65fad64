// Pupils that are read while their message is scanned are those that its tree holds, and are traced alike.
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_binding.hpp"
#include "adapters/common/uwlr/trace.hpp"
#include "gateway/codec/xml_long_list.hpp"
#include "tests/adapters/common_uwlr/setup.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

using namespace schakel;
using namespace schakel::test;

namespace {

enum class way { along, tree };

xml::node list_in(const xml::node& element) {
    if (element.is(uwlr::space::results, "toetsafnames")) return element;
    for (xml::node one = element.first_child(); one; one = one.next_sibling())
        if (const xml::node list = list_in(one)) return list;
    return {};
}

// How the pupils have to be read; both ways give the same.
way read_both(const std::string& bytes) {
    uwlr::pupils_read_along along;
    findings found;
    if (!xml::scan(bytes, {}, along.reading, found) || !along.reading.complete()) return way::tree;
    const xml::document tree = xml::document::parse_scanned(bytes);
    const xml::node list = list_in(tree.root());
    CHECK(along.reading.offset() == list.offset());
    CHECK((along.pupils == uwlr::read_pupils(list.first_child())));
    field_trace of_scan, of_tree;
    uwlr::trace_counts(along.reading.counts(), of_scan);
    uwlr::trace_pupils(list.first_child(), of_tree);
    const bool has_other_scores = std::ranges::any_of(along.pupils, [](const uwlr::wire::toetsafname& pupil) {
        return std::ranges::any_of(pupil.resultaten, [](const auto& one) { return one.score.text == "X"; });
    });
    if (!has_other_scores) // a fault by the schema, so that a tree is read
        CHECK((of_scan.entries() == of_tree.entries()));
    const xml::long_list rest(bytes, along.reading.offset(), along.reading.content());
    CHECK(rest.divides(list_in(rest.root())));
    CHECK_FALSE(list_in(rest.root()).first_child());
    CHECK((uwlr::read_pupils(rest.read(0, list_in(rest.root())).root()) == along.pupils));
    return way::along;
}

std::string message_of(std::string_view results) {
    return R"(<?xml version="1.0"?><r:leerresultaten_verzoek
 xmlns:r="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
 xmlns:o="http://www.edustandaard.nl/oso_gegevensset/1.2/dossier" xmlns="urn:other"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><!-- <r:toetsafnames> --><r:toetsafnames> <?one?>
<r:toetsafname><r:leerlingid>a&amp;<![CDATA[<b>]]><!-- c -->d</r:leerlingid><r:resultaten>)" +
           std::string(results) + R"(</r:resultaten></r:toetsafname> </r:toetsafnames><r:toetsen/>
</r:leerresultaten_verzoek>)";
}

way reads(std::string_view results) {
    return read_both(message_of(results));
}

} // namespace

TEST_CASE("The pupils of every golden case are the same on both ways") {
    std::size_t read_along = 0;
    for (const std::string version : {"2_2", "2_3"}) {
        const std::string folder = SCHAKEL_SOURCE_DIR "/tests/adapters/uwlr_" + version + "/cases";
        for (const auto& one : std::filesystem::directory_iterator(folder)) {
            CAPTURE(one.path().string());
            std::ifstream in(one.path() / "input.xml", std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            read_along += read_both(bytes) == way::along;
        }
    }
    CHECK(read_along > 50);
}

TEST_CASE("What XML writes in different ways is read as the same") {
    CHECK(reads("<r:resultaat key='1'/>") == way::along);
    CHECK(reads("<r:resultaat key=' a&#10;b\tc '><r:score> 5 </r:score><r:infourl/></r:resultaat>") == way::along);
    CHECK(
        reads("<x:resultaat xmlns:x='http://www.edustandaard.nl/leerresultaten/2/leerresultaten' key='1'>"
              "<x:versie vocabulaire='v&amp;' vocabulairelocatie=''>2</x:versie></x:resultaat>") == way::along
    );
    CHECK(reads("<r:resultaat key='1'><r:osoresultaat> \n </r:osoresultaat></r:resultaat>") == way::along);
    CHECK(
        reads("<r:resultaat key='1'><r:osoresultaat><o:toetsscore><o:aantalgoed>1</o:aantalgoed>\r\n"
              "<o:betrouwbaarheidsinterval><o:bivlaag>1</o:bivlaag><o:bivhoog>2</o:bivhoog>"
              "</o:betrouwbaarheidsinterval></o:toetsscore><o:referentiescore><o:waarde>3</o:waarde>"
              "</o:referentiescore><o:referentiescore/></r:osoresultaat></r:resultaat>") == way::along
    );
}

TEST_CASE("What is not described, and what is kept as it stands, takes a tree") {
    CHECK(reads("<r:resultaat key='1'><r:anderresultaat/></r:resultaat>") == way::tree);
    CHECK(reads("<r:resultaat key='1'><r:unknown/></r:resultaat>") == way::tree);
    CHECK(reads("<r:resultaat key='1'><o:score>1</o:score></r:resultaat>") == way::tree);
    CHECK(reads("<resultaat key='1'/>") == way::tree);
    CHECK(reads("<r:resultaat key='1' xsi:type='r:any'/>") == way::tree);
    CHECK(reads("<r:resultaat key='1' other='2'/>") == way::tree);
    CHECK(reads("<r:resultaat key='1'>text</r:resultaat>") == way::tree);
    CHECK(reads("<r:resultaat><r:score>1</r:score><r:score>2</r:score></r:resultaat>") == way::tree);
    CHECK(reads("<r:resultaat><r:score>1<r:score>2</r:score></r:score></r:resultaat>") == way::tree);
}
