using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Gateway;

/// <summary>
/// The client certificate with which an API instance connects to Paylane has expired. Its open connections work until they are replaced;
/// each new one fails at once, to either endpoint: the share of failed calls grows until none gets through.
/// </summary>
/// <param name="instance">The instance's number, from 1.</param>
/// <param name="seconds">How long a connection to Paylane is kept before it is replaced, in seconds.</param>
sealed class ExpiredCertificateFault(int instance, int seconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("instance", "kept-seconds");
        return new ExpiredCertificateFault(options.Number("instance", 1, ApiOptions.Instances), options.Number("kept-seconds", 10, 3600));
    }

    public void Break(ShopSystem shop) => shop.Paylane.ExpireCertificate(instance - 1, shop.Kernel.Now, seconds * Kernel.Second);

    public bool IsPresent(ShopSystem shop) => !shop.Paylane.CertificateValid;
}
