package org.fastlabel.fakes.ls;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a labeling configuration says. @param dataKeys what each task must have */
record LabelConfig(JsonObject json, Set<String> dataKeys) {

    private static final Set<String> CONTROLS = Set.of("Choices", "TextArea", "Rating", "Labels", "Taxonomy");

    static LabelConfig of(String xml) {
        Element root;
        try {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw Refusal.of("label_config", "Label config is not valid: " + e.getMessage());
        }
        NodeList all = root.getElementsByTagName("*");
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            String value = ((Element) all.item(i)).getAttribute("value");
            if (value.startsWith("$")) {
                keys.add(value.substring(1));
            }
        }
        JsonObjectBuilder controls = Json.createObjectBuilder();
        for (int i = 0; i < all.getLength(); i++) {
            Element control = (Element) all.item(i);
            if (CONTROLS.contains(control.getTagName()) && control.hasAttribute("toName")) {
                controls.add(control.getAttribute("name"), control(control, all));
            }
        }
        return new LabelConfig(controls.build(), keys);
    }

    /** Whether a result could have been given by it. */
    boolean allows(JsonObject result) {
        if (!(json.get(result.getString("from_name", "")) instanceof JsonObject control)) {
            return false;
        }
        JsonValue chosen = result.getJsonObject("value").get("choices");
        return !(chosen instanceof JsonArray choices) || control.getJsonArray("labels").containsAll(choices);
    }

    private static JsonObjectBuilder control(Element control, NodeList all) {
        List<String> to = List.of(control.getAttribute("toName").split(","));
        JsonArrayBuilder inputs = Json.createArrayBuilder();
        for (String name : to) {
            boolean found = false;
            for (int i = 0; i < all.getLength(); i++) {
                Element object = (Element) all.item(i);
                if (name.equals(object.getAttribute("name")) && object.getAttribute("value").startsWith("$")) {
                    inputs.add(Json.createObjectBuilder().add("type", object.getTagName()).add("value", object.getAttribute("value").substring(1)));
                    found = true;
                }
            }
            if (!found) {
                throw Refusal.of("label_config", "toName=\"" + name + "\" not found in names");
            }
        }
        JsonArrayBuilder labels = Json.createArrayBuilder();
        NodeList choices = control.getElementsByTagName("Choice");
        for (int i = 0; i < choices.getLength(); i++) {
            Element choice = (Element) choices.item(i);
            labels.add(choice.hasAttribute("alias") ? choice.getAttribute("alias") : choice.getAttribute("value"));
        }
        return Json.createObjectBuilder().add("type", control.getTagName()).add("to_name", Json.createArrayBuilder(to))
                .add("inputs", inputs).add("labels", labels);
    }
}
