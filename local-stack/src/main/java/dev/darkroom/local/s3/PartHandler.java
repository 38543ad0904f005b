package dev.darkroom.local.s3;

import dev.darkroom.local.objects.Checksum;
import dev.darkroom.local.objects.Content;
import dev.darkroom.local.objects.ObjectStore;
import dev.darkroom.local.objects.Part;
import dev.darkroom.local.objects.RunningChecksum;
import dev.darkroom.local.objects.Segment;
import dev.darkroom.local.objects.SegmentWriter;
import dev.darkroom.local.objects.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** Answers UploadPart and UploadPartCopy. */
final class PartHandler {
    private final ObjectStore store;
    private final BodyReceiver receiver;
    private final CopyHandler copies;
    private final Clock clock;

    PartHandler(ObjectStore store, BodyReceiver receiver, CopyHandler copies, Clock clock) {
        this.store = store;
        this.receiver = receiver;
        this.copies = copies;
        this.clock = clock;
    }

    void put(S3Request request, Payload payload, Answer answer) throws IOException {
        Upload upload = upload(request);
        int number = number(request);
        ReceivedBody body = receiver.receive(request, payload, upload.checksum().map(Upload.ChecksumChoice::algorithm));
        store.uploads().put(upload, new Part(number, body.segment(), body.etag(), body.checksum(), clock.instant()));
        answer.header("ETag", ObjectHeaders.quoted(body.etag()));
        body.checksum().ifPresent(sum -> answer.header(sum.algorithm().header(), sum.value()));
        ObjectHeaders.encryption(upload.facts(), answer);
        answer.empty(200);
    }

    void copy(S3Request request, CopySource from, Answer answer) throws IOException {
        Upload upload = upload(request);
        int number = number(request);
        try (Content content = copies.open(request, from)) {
            long size = content.object().size();
            ByteRange range = range(request, size);
            Part part = copy(content, range, upload, number);
            store.uploads().put(upload, part);
            XmlWriter xml = XmlWriter.document("CopyPartResult")
                    .leaf("ETag", ObjectHeaders.quoted(part.etag()))
                    .leaf("LastModified", Times.xml(part.modified()));
            part.checksum().ifPresent(sum -> xml.leaf("Checksum" + sum.algorithm(), sum.value()));
            answer.xml(200, xml.end());
        }
    }

    private Part copy(Content content, ByteRange range, Upload upload, int number) throws IOException {
        RunningChecksum md5 = RunningChecksum.md5();
        Optional<RunningChecksum> sum =
                upload.checksum().map(choice -> choice.algorithm().start());
        try (SegmentWriter writer = store.objects().write()) {
            content.copyTo(
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            write(new byte[] {(byte) b}, 0, 1);
                        }

                        @Override
                        public void write(byte[] buffer, int offset, int count) throws IOException {
                            md5.update(buffer, offset, count);
                            sum.ifPresent(running -> running.update(buffer, offset, count));
                            writer.write(buffer, offset, count);
                        }
                    },
                    range.first(),
                    range.count());
            Segment segment = writer.finish();
            Optional<Checksum> checksum = upload.checksum()
                    .map(choice ->
                            Checksum.of(choice.algorithm(), sum.orElseThrow().value()));
            return new Part(number, segment, HexFormat.of().formatHex(md5.value()), checksum, clock.instant());
        }
    }

    private static ByteRange range(S3Request request, long size) throws S3ErrorException {
        Optional<String> header = request.header("x-amz-copy-source-range");
        ByteRange all = new ByteRange(0, size - 1);
        if (header.isEmpty()) {
            return all;
        }
        ByteRange range = ByteRange.parse(header.get(), size)
                .orElseThrow(() -> S3ErrorException.invalidArgument(
                        "The x-amz-copy-source-range value must be of the form bytes=first-last: " + header.get()));
        if (!header.get().trim().equals("bytes=" + range.first() + "-" + range.last())) {
            throw S3ErrorException.invalidArgument(
                    "Range specified is not valid for source object of size: " + size + ": " + header.get());
        }
        return range;
    }

    private Upload upload(S3Request request) throws IOException {
        return store.uploads().require(request.object(), MultipartHandler.uploadId(request));
    }

    private static int number(S3Request request) throws S3ErrorException {
        int number = request.number("partNumber", 0);
        if (number < 1 || number > Part.MAX_NUMBER) {
            throw S3ErrorException.invalidArgument(
                    "Part number must be an integer between 1 and " + Part.MAX_NUMBER + ", inclusive: " + number);
        }
        return number;
    }
}
