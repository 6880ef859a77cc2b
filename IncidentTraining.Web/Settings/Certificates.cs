using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentTraining.Web.Settings;

/// <summary>Finds missing or unreadable certificates before the portal starts.</summary>
internal static class Certificates
{
    /// <summary>The OID that marks a <c>dotnet dev-certs</c> certificate; Kestrel uses it where no other is configured.</summary>
    private const string DevelopmentOid = "1.3.6.1.4.1.311.84.1.1";

    public static IEnumerable<string> Problems(IConfiguration configuration, IReadOnlyList<ListenAddress> addresses, string contentRoot)
    {
        var common = configuration.GetSection(KnownSettings.Kestrel).GetSection("Certificates").GetSection("Default");
        foreach (var address in addresses.Where(address => ListenAddresses.IsSecure(address.Address)))
        {
            if (address.Certificate?.Exists() is not true && !common.Exists() && !HasDevelopmentCertificate())
            {
                yield return $"{address.Setting}: {address.Address} needs a certificate. Set {common.Path}:Path to its file, or use http:// behind a proxy that has a certificate.";
            }
        }

        foreach (var certificate in addresses.Select(address => address.Certificate).Append(common).OfType<IConfigurationSection>())
        {
            if (certificate["Path"] is { Length: > 0 } path && ReadingProblem(certificate, path, contentRoot) is { } reason)
            {
                yield return $"{certificate.Path}:Path: the certificate {path} cannot be read ({reason}). Use a file that exists, can be read by this user and matches its key or password.";
            }
        }
    }

    private static string? ReadingProblem(IConfigurationSection certificate, string path, string contentRoot)
    {
        var file = Path.Combine(contentRoot, path);
        if (!File.Exists(file))
        {
            return "the file does not exist";
        }

        try
        {
            using var read = certificate["KeyPath"] is { Length: > 0 } keyPath
                ? ReadPem(file, Path.Combine(contentRoot, keyPath), certificate["Password"])
                : X509CertificateLoader.LoadPkcs12FromFile(file, certificate["Password"]);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return failure.Message.TrimEnd('.');
        }
    }

    private static X509Certificate2 ReadPem(string path, string keyPath, string? password) =>
        password is null
            ? X509Certificate2.CreateFromPemFile(path, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);

    private static bool HasDevelopmentCertificate()
    {
        try
        {
            using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadOnly);
            return store.Certificates.Any(certificate => certificate.Extensions.Any(extension => extension.Oid?.Value == DevelopmentOid));
        }
        catch (CryptographicException)
        {
            // A user without a home folder has no certificate store, and so no such certificate.
            return false;
        }
    }
}
