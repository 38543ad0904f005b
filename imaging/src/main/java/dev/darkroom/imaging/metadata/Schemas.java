package dev.darkroom.imaging.metadata;

/** The XMP schemas that are read. */
final class Schemas {
    static final String XMP = "http://ns.adobe.com/xap/1.0/";
    static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    static final String EXIF_AUX = "http://ns.adobe.com/exif/1.0/aux/";
    static final String EXIF_MORE = "http://cipa.jp/exif/1.0/";
    static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    static final String IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    static final String MICROSOFT = "http://ns.microsoft.com/photo/1.0/";
    static final String GOOGLE_CAMERA = "http://ns.google.com/photos/1.0/camera/";
    static final String CONTAINER = "http://ns.google.com/photos/1.0/container/";
    static final String CONTAINER_ITEM = "http://ns.google.com/photos/1.0/container/item/";

    private Schemas() {}
}
