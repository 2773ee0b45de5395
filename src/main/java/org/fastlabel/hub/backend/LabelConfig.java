package org.fastlabel.hub.backend;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.fastlabel.api.InvalidInput;

/**
 * The single choice that a project of Label Studio asks for.
 *
 * @param fromName name of the choice
 * @param toName   name of what it is about
 * @param dataKey  under which key of a task's data that lies
 * @param choices  what a prediction has to say for each label: its alias, where it has one
 */
record LabelConfig(String fromName, String toName, String dataKey, Map<String, String> choices) {

    private static final int LONGEST = 1 << 20;

    /** A tag with {@code toName} and the choices within it. */
    private record Control(String name, String toName, Map<String, String> choices) {

        /** What it is about; the first, where these are several. */
        Optional<String> object(Map<String, String> keys) {
            return Arrays.stream(toName.split(",")).map(String::strip).filter(keys::containsKey).findFirst();
        }
    }

    /**
     * @param labels of the data set: of several choices, the one that knows most of them counts, as it does for import and export
     * @return empty when nothing in it asks for a choice between these labels
     * @throws InvalidInput with code {@code bad-label-config} when it is no such text
     */
    static Optional<LabelConfig> read(String xml, List<String> labels) {
        if (xml.length() > LONGEST) {
            throw bad("it is longer than " + LONGEST + " characters");
        } else if (xml.contains("<!DOCTYPE")) {
            throw bad("it declares a document type, which no labeling configuration has");
        }
        Map<String, String> keys = new HashMap<>();
        List<Control> controls = new ArrayList<>();
        // The Java platform's own reader, whatever else the server brings; it opens nothing and knows no entities of the text's own.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(xml));
            boolean choices = false;
            while (in.hasNext()) {
                int next = in.next();
                if (next == XMLStreamConstants.START_ELEMENT) {
                    element(in, keys, controls, choices);
                }
                // Other tags, such as Taxonomy, have Choice elements too.
                boolean edge = (next == XMLStreamConstants.START_ELEMENT || next == XMLStreamConstants.END_ELEMENT) && in.getLocalName().equals("Choices");
                choices = edge ? next == XMLStreamConstants.START_ELEMENT : choices;
            }
        } catch (XMLStreamException e) {
            throw bad("it is not well-formed XML");
        }
        return controls.stream().filter(c -> c.object(keys).isPresent() && labels.stream().anyMatch(c.choices::containsKey))
                .min(Comparator.comparingLong(c -> labels.stream().filter(l -> !c.choices.containsKey(l)).count()))
                .map(c -> new LabelConfig(c.name, c.object(keys).get(), keys.get(c.object(keys).get()), c.choices));
    }

    private static void element(XMLStreamReader in, Map<String, String> keys, List<Control> controls, boolean choices) {
        String name = in.getAttributeValue(null, "name");
        String value = in.getAttributeValue(null, "value");
        String toName = in.getAttributeValue(null, "toName");
        if (in.getLocalName().equals("Choices")) {
            controls.add(new Control(name == null ? "" : name, toName == null ? "" : toName, new LinkedHashMap<>()));
        } else if (in.getLocalName().equals("Choice") && value != null && choices) {
            String alias = in.getAttributeValue(null, "alias");
            controls.get(controls.size() - 1).choices.put(value, alias == null || alias.isBlank() ? value : alias);
        } else if (name != null && toName == null && value != null && value.startsWith("$")) {
            keys.put(name, value.substring(1));
        }
    }

    private static InvalidInput bad(String why) {
        return new InvalidInput("bad-label-config", "The labeling configuration of the project cannot be used: " + why + ".");
    }
}
