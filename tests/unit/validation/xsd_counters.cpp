// Occurrence bounds: random nested bounds against a naive matcher, and bounds of any width.
#include "tests/unit/validation/xsd_case.hpp"

#include <random>
#include <set>

using namespace xsd_case;

namespace {
constexpr int unbounded = 1'000'000;

struct particle {
    char leaf = 0; // 0: a group
    bool choice = false;
    int least = 1, most = 1;
    std::vector<particle> children;
};

using ends = std::set<std::size_t>;

class naive_matcher {
public:
    explicit naive_matcher(const std::string& word) : word_(word) {}

    const ends& match(const particle& p, std::size_t from) {
        const auto known = known_.find({&p, from});
        return known != known_.end() ? known->second : known_[{&p, from}] = rounds(p, from);
    }

private:
    ends rounds(const particle& p, std::size_t from) {
        ends reached{from}, out;
        if (p.least == 0) out.insert(from);
        for (int round = 1; round <= p.most && !reached.empty(); ++round) {
            ends next;
            for (const std::size_t at : reached) next.merge(once(p, at));
            const bool settled = next == reached;
            reached = std::move(next);
            if (round >= p.least) out.insert(reached.begin(), reached.end());
            if (settled && round >= p.least) break;
        }
        return out;
    }

    ends once(const particle& p, std::size_t from) {
        if (p.leaf != 0) return from < word_.size() && word_[from] == p.leaf ? ends{from + 1} : ends{};
        ends out;
        if (p.choice) {
            for (const particle& c : p.children) out.insert(match(c, from).begin(), match(c, from).end());
            return out;
        }
        out.insert(from);
        for (const particle& c : p.children) {
            ends next;
            for (const std::size_t at : out) next.insert(match(c, at).begin(), match(c, at).end());
            out = std::move(next);
        }
        return out;
    }

    const std::string& word_;
    std::map<std::pair<const particle*, std::size_t>, ends> known_;
};

std::string bounds(const particle& p) {
    return " minOccurs='" + std::to_string(p.least) + "' maxOccurs='" +
           (p.most == unbounded ? "unbounded" : std::to_string(p.most)) + "'";
}

std::string text(const particle& p) {
    if (p.leaf != 0) return "<xs:element name='" + std::string(1, p.leaf) + "'" + bounds(p) + "/>";
    const std::string kind = p.choice ? "xs:choice" : "xs:sequence";
    std::string out = "<" + kind + bounds(p) + ">";
    for (const particle& c : p.children) out += text(c);
    return out + "</" + kind + ">";
}

particle random_particle(std::mt19937& random, int depth, char& next_leaf) {
    particle p;
    p.least = static_cast<int>(random() % 4);
    p.most = random() % 5 == 0 ? unbounded : p.least + static_cast<int>(random() % 4);
    if (random() % 4 == 0) p.most = p.least + 70; // too wide to be unrolled
    if (random() % 8 == 0) p.least = p.most = 40;
    if (p.most == 0) p.most = 1;
    if (depth == 0 || random() % 3 == 0) {
        p.leaf = random() % 8 == 0 ? 'a' : next_leaf++;
        return p;
    }
    p.choice = random() % 3 == 0;
    const auto count = 1 + random() % 3;
    for (auto left = count; left > 0; --left) p.children.push_back(random_particle(random, depth - 1, next_leaf));
    return p;
}

std::string document(const std::string& word) {
    std::string out = "<r xmlns='urn:t'>";
    for (const char c : word) out += "<" + std::string(1, c) + "/>";
    return out + "</r>";
}

std::string random_word(std::mt19937& random, char last_leaf) {
    std::string out;
    const auto runs = random() % 4;
    for (unsigned i = 0; i < runs; ++i) {
        const char c = static_cast<char>('a' + random() % static_cast<unsigned>(last_leaf - 'a' + 1));
        out += std::string(random() % 4 == 0 ? 39 + random() % 3 : 1 + random() % 4, c);
    }
    return out;
}
} // namespace

TEST_CASE("nested bounds give the verdicts of a naive matcher") {
    std::mt19937 random(20261122);
    int compiled_models = 0, accepted = 0;
    for (int i = 0; i < 150; ++i) {
        char next_leaf = 'a';
        particle p = random_particle(random, 3, next_leaf);
        if (p.leaf != 0) p = particle{0, false, 1, 1, {p}};
        const std::string body = "<xs:element name='r'><xs:complexType>" + text(p) + "</xs:complexType></xs:element>";
        const auto made = compile({{"main.xsd", schema(body)}});
        if (!made) continue; // ambiguous
        ++compiled_models;
        for (int w = 0; w < 12; ++w) {
            const std::string word = random_word(random, static_cast<char>(std::max('a', next_leaf)));
            const bool expected = naive_matcher(word).match(p, 0).contains(word.size());
            accepted += expected ? 1 : 0;
            CAPTURE(body);
            CAPTURE(word);
            CHECK(validate(made.value(), document(word)).empty() == expected);
        }
    }
    CHECK(compiled_models > 60);
    CHECK(accepted > 60);
}

TEST_CASE("bounds of any width cost nothing") {
    const auto repeated = [](const char* least, const char* most) {
        return compiled(
            "<xs:element name='r'><xs:complexType><xs:sequence minOccurs='" + std::string(least) + "' maxOccurs='" +
            most +
            "'><xs:element name='a' maxOccurs='4000000000'/><xs:element "
            "name='b'/></xs:sequence></xs:complexType></xs:element>"
        );
    };
    check_rows(repeated("0", "99999999999999999999"), {{document("aabab"), ""}, {document(""), ""}});
    check_rows(repeated("4294967296", "unbounded"), {{document("aabab"), "xsd.missing-element"}});
    check_rows(repeated("2", "4294967295"), {{document("aabab"), ""}, {document("ab"), "xsd.missing-element"}});
}

TEST_CASE("many wide bounds in one model") {
    std::string body = "<xs:element name='r'><xs:complexType><xs:sequence>";
    for (int i = 0; i < 60; ++i)
        body += "<xs:element name='e" + std::to_string(i) + "' minOccurs='0' maxOccurs='999'/>";
    const auto by = compiled(body + "</xs:sequence></xs:complexType></xs:element>");
    check_rows(by, {{"<r xmlns='urn:t'><e0/><e0/><e59/><e59/></r>", ""}});
}

TEST_CASE("a fixed number of rounds tells apart what follows") {
    const auto by = [](const char* times) {
        return compile(
            {{"main.xsd",
              schema(
                  "<xs:element name='r'><xs:complexType><xs:sequence><xs:element name='a' minOccurs='100' maxOccurs='" +
                  std::string(times) + "'/><xs:element name='a'/></xs:sequence></xs:complexType></xs:element>"
              )}}
        );
    };
    const auto exact = by("100");
    REQUIRE(exact);
    check_rows(
        exact.value(), {{document(std::string(101, 'a')), ""},
                        {document(std::string(100, 'a')), "xsd.missing-element"},
                        {document(std::string(102, 'a')), "xsd.unexpected-element"}}
    );
    const auto wide = by("101");
    REQUIRE(!wide);
    CHECK(wide.error().message.find("cos-nonambig") != std::string::npos);
}

TEST_CASE("a choice of nothing cannot be met") {
    const auto by =
        compiled("<xs:element name='r'><xs:complexType><xs:choice/></xs:complexType></xs:element>"
                 "<xs:element name='s'><xs:complexType><xs:choice minOccurs='0'/></xs:complexType></xs:element>");
    check_rows(by, {{"<r xmlns='urn:t'/>", "xsd.missing-element"}, {"<s xmlns='urn:t'/>", ""}});
}

TEST_CASE("an all group of any size") {
    std::string body = "<xs:element name='r'><xs:complexType><xs:all>", full, reversed;
    for (int i = 0; i < 200; ++i) {
        const std::string name = "e" + std::to_string(i);
        body += "<xs:element name='" + name + "'" + (i % 2 == 0 ? " minOccurs='0'" : "") + "/>";
        full += "<" + name + "/>";
        if (i % 2 == 1) reversed = "<" + name + "/>" + reversed;
    }
    const auto by = compiled(body + "</xs:all></xs:complexType></xs:element>");
    const auto wrap = [](const std::string& children) { return "<r xmlns='urn:t'>" + children + "</r>"; };
    check_rows(
        by, {{wrap(full), ""},
             {wrap(reversed), ""},
             {wrap(full + "<e199/>"), "xsd.unexpected-element"},
             {wrap(reversed.substr(reversed.find('>') + 1)), "xsd.missing-element"}}
    );
}

TEST_CASE("more attributes than a machine word has bits") {
    std::string body = "<xs:element name='r'><xs:complexType>", all;
    for (int i = 0; i < 600; ++i) {
        const std::string name = "a" + std::to_string(i);
        body += "<xs:attribute name='" + name + "' type='xs:int' use='required'/>";
        if (i != 300) all += " " + name + "='1'";
    }
    const auto by = compiled(body + "</xs:complexType></xs:element>");
    schakel::document_limits limits;
    limits.attributes = 1000;
    CHECK(ids(by.validate("<r xmlns='urn:t'" + all + " a300='1'/>", limits).schema_findings) == "");
    CHECK(ids(by.validate("<r xmlns='urn:t'" + all + "/>", limits).schema_findings) == "xsd.missing-attribute");
}

TEST_CASE("fixed and default values of mixed content are text alone") {
    const auto by = compiled(
        "<xs:element name='r' fixed='a b'><xs:complexType mixed='true'><xs:sequence><xs:element name='c' "
        "minOccurs='0'/></xs:sequence></xs:complexType></xs:element><xs:element name='d' default='x'><xs:complexType "
        "mixed='true'/></xs:element>"
    );
    check_rows(
        by, {{"<r xmlns='urn:t'>a b</r>", ""},
             {"<r xmlns='urn:t'/>", ""},
             {"<r xmlns='urn:t'>a&#32;<![CDATA[b]]></r>", ""},
             {"<r xmlns='urn:t'>a  b</r>", "xsd.fixed-value"},
             {"<r xmlns='urn:t'><c/></r>", "xsd.fixed-value"},
             {"<r xmlns='urn:t'>a b<c/></r>", "xsd.fixed-value"},
             {"<d xmlns='urn:t'>y</d>", ""}}
    );
}
