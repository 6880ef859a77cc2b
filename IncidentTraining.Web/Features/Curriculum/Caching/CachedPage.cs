using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>A cached page of one person, compressed once for each requested encoding.</summary>
internal sealed class CachedPage(PageCache.Place place, byte[] html, string tag, IResponseCompressionProvider compression)
{
    /// <summary>One level above the compression of other responses: it is done once and makes a lecture a fifteenth smaller.</summary>
    private static readonly BrotliCompressionOptions Brotli = new() { Quality = 7 };

    /// <summary>Above this size in bytes, the page with style and scripts approaches the 60 KB limit of a first visit.</summary>
    private const int Room = 15_500;

    /// <summary>Takes about a tenth of a second for a lecture, so it is used only when the page would be too large otherwise.</summary>
    private static readonly BrotliCompressionOptions SmallestBrotli = new() { Quality = 11 };

    private readonly ConcurrentDictionary<string, byte[]> _compressed = new();

    public PageCache.Place Place { get; } = place;

    /// <summary>The memory use in bytes: the page, and at most a third of that for each of two encodings.</summary>
    public long Size { get; } = html.Length + (2 * html.Length / 3);

    /// <summary>Answers a request with the page, or with 304 when the browser already has it.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        EntityTags.Describe(response, tag);
        if (EntityTags.Confirms(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = html;
        if (compression.CheckRequestAcceptsCompression(context))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (compression.ShouldCompressResponse(context) && compression.GetCompressionProvider(context) is { } provider)
            {
                // The header also tells the response compression to leave this response alone.
                response.Headers.ContentEncoding = provider.EncodingName;
                body = _compressed.GetOrAdd(provider.EncodingName, static (_, it) => Compress(it.html, it.provider), (html, provider));
            }
        }

        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Compress(byte[] page, ICompressionProvider provider)
    {
        if (provider.EncodingName != "br")
        {
            return Compress(page, provider.CreateStream);
        }

        var compressed = Compress(page, output => new BrotliStream(output, Brotli, leaveOpen: true));
        return compressed.Length <= Room ? compressed : Compress(page, output => new BrotliStream(output, SmallestBrotli, leaveOpen: true));
    }

    private static byte[] Compress(byte[] page, Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream(page.Length / 4);
        using (var stream = compressor(compressed))
        {
            stream.Write(page);
        }

        return compressed.ToArray();
    }
}
