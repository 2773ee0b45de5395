package org.fastlabel.hub.labelstudio;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.fastlabel.dataset.MediaKind;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Label Studio's configurations as XML: ours are written here, those of others are looked at for other names of choices. */
final class LabelConfigXml {

    private LabelConfigXml() {
    }

    /** One choice out of the labels, for a text, picture or sound. */
    static String write(MediaKind kind, List<String> labels) {
        String tag = tag(kind);
        String name = tag.toLowerCase(java.util.Locale.ROOT);
        StringBuilder choices = new StringBuilder();
        labels.forEach(label -> choices.append("\n    <Choice value=\"").append(escaped(label)).append("\"/>"));
        return "<View>\n  <" + tag + " name=\"" + name + "\" value=\"$" + name + "\"/>\n  <Choices name=\"label\" toName=\"" + name
                + "\" choice=\"single\" showInLine=\"true\">" + choices + "\n  </Choices>\n</View>";
    }

    static String tag(MediaKind kind) {
        return kind == MediaKind.TEXT ? "Text" : kind == MediaKind.IMAGE ? "Image" : "Audio";
    }

    /** For the value of an attribute; characters that no XML may hold are left out. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().filter(c -> c >= 0x20 && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff) || c == '\t' || c == '\n').forEach(c -> {
            switch (c) {
                case '&': safe.append("&amp;"); break;
                case '<': safe.append("&lt;"); break;
                case '>': safe.append("&gt;"); break;
                case '"': safe.append("&quot;"); break;
                case '\'': safe.append("&apos;"); break;
                case '\t': safe.append("&#9;"); break;
                case '\n': safe.append("&#10;"); break;
                default: safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** The visible value of each choice that is exported under another name. @param control its {@code name} */
    static Map<String, String> valueByAlias(String xml, String control) {
        Map<String, String> values = new LinkedHashMap<>();
        NodeList all;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            all = builder.parse(new InputSource(new StringReader(xml))).getElementsByTagName("*");
        } catch (SAXException | IOException | ParserConfigurationException e) {
            // It is that server's; its own reading of it, which comes along, then has to do.
            return values;
        }
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute("name").equals(control)) {
                NodeList choices = element.getElementsByTagName("Choice");
                for (int j = 0; j < choices.getLength(); j++) {
                    Element choice = (Element) choices.item(j);
                    if (choice.hasAttribute("alias") && !choice.getAttribute("alias").isEmpty()) {
                        values.put(choice.getAttribute("alias"), choice.getAttribute("value"));
                    }
                }
            }
        }
        return values;
    }
}
