using System.Text;
using QRCoder;

namespace IncidentTraining.Web.Features.People;

/// <summary>QR codes that are part of the page: their content is in no address that a server logs.</summary>
internal static class QrImages
{
    /// <summary>The text as a picture, as an address of the scheme <c>data</c>.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(qr.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true)))}";
    }
}
