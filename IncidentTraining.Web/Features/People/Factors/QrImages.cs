using System.Text;
using QRCoder;

namespace IncidentTraining.Web.Features.People;

/// <summary>QR codes, black on white with their quiet zone.</summary>
internal static class QrImages
{
    /// <summary>The text as a picture in SVG.</summary>
    /// <param name="text">The content of the code.</param>
    /// <param name="module">The edge of the smallest square, in pixels.</param>
    public static string Svg(string text, int module)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        return qr.GetGraphic(module, "#000000", "#ffffff", drawQuietZones: true);
    }

    /// <summary>The text as a picture embedded in the page as a <c>data</c> URL: its content is in no address that a server logs.</summary>
    public static string InPage(string text) =>
        $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(Svg(text, module: 6)))}";
}
